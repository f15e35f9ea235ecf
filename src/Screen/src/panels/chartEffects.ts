import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ExtraFigure, ExtraPane } from '../chart/extra/panes';
import type { FlowChart } from '../chart/flowChart';
import type { ChartModel } from '../chart/model';
import { amount } from '../format/numbers';
import { price } from '../format/price';
import { settings } from '../settings/settings';
import { useServices } from '../store/services';
import { texts } from '../texts';

// A chart that moves four times a second moves; more costs only.
const paintMs = 250;
const leastWidth = 560;

/** Paints what has changed, between two frames of the browser; says when a model is seen for the first time. */
export function usePainting(model: ChartModel, chart: FlowChart | null, onShown?: () => void): void {
  useEffect(() => {
    if (chart === null) {
      return undefined;
    }

    let [frame, last, isShown] = [0, 0, false];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const paint = (): void => {
      frame = requestAnimationFrame(() => {
        last = performance.now();
        const content = model.content.peek();
        if (content !== undefined) {
          chart.show(content);
          if (!isShown) {
            isShown = true;
            onShown?.();
          }
        }
      });
    };
    const end = model.content.subscribe(() => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      timer = setTimeout(paint, Math.max(0, last + paintMs - performance.now()));
    });
    return () => {
      end();
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [model, chart]);
}

/** The optional panes that somebody wants, as far as there is room for them. They are read when they are wanted first. Figures of them are for the legend. */
export function useExtraPanes(symbol: string, model: ChartModel, chart: FlowChart | null): readonly ExtraFigure[] {
  const services = useServices();
  const { withScore, byVenue } = settings.value;
  const panes = useSignal<readonly ExtraPane[]>([]);
  useEffect(() => {
    if (chart === null || (!withScore && byVenue === 'off') || chart.api.chartElement().clientWidth < leastWidth) {
      return undefined;
    }

    let isWanted = true;
    void import('../chart/extra/panes').then(({ scorePane, venuePane }) => {
      if (isWanted) {
        panes.value = [...(withScore ? [scorePane(services, chart, model, symbol)] : []), ...(byVenue === 'off' ? [] : [venuePane(services, chart, model, symbol, byVenue)])];
      }
    });
    return () => {
      isWanted = false;
      [...panes.peek()].reverse().forEach(pane => pane.stop());
      panes.value = [];
    };
  }, [services, symbol, model, chart, withScore, byVenue]);
  return panes.value.flatMap(pane => pane.legend.value);
}

const sentenceMs = 30_000;

/** The chart in a sentence: somebody who hears the page is told anew every half a minute at most. */
export function useSentence(symbol: string, timeframe: string, model: ChartModel): string {
  const sentence = useSignal('');
  useEffect(() => {
    const say = (): void => {
      sentence.value = sentenceOf(symbol, timeframe, model);
    };
    const first = setTimeout(say, 2_000);
    const id = setInterval(say, sentenceMs);
    return () => {
      clearTimeout(first);
      clearInterval(id);
    };
  }, [model]);
  return sentence.value || `${texts.chart.title} ${symbol}`;
}

function sentenceOf(symbol: string, timeframe: string, model: ChartModel): string {
  const content = model.content.peek();
  const last = content?.plot.places.findLast(place => place.bucket !== null);
  return texts.chart.sentence(symbol, timeframe, price(last?.bucket?.close, content?.decimals), amount(last?.spot), amount(last?.perp));
}
