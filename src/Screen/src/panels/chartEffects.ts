import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { FlowChart } from '../chart/flowChart';
import type { ChartModel } from '../chart/model';
import { amount } from '../format/numbers';
import { price } from '../format/price';
import { texts } from '../texts';

// A chart that moves four times a second moves; more costs only.
const paintMs = 250;

/** Paints what has changed, between two frames of the browser. */
export function usePainting(model: ChartModel, chart: FlowChart | null): void {
  useEffect(() => {
    if (chart === null) {
      return undefined;
    }

    let [frame, last] = [0, 0];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const paint = (): void => {
      frame = requestAnimationFrame(() => {
        last = performance.now();
        const content = model.content.peek();
        if (content !== undefined) {
          chart.show(content);
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
