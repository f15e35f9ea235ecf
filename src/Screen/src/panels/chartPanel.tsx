import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { createFlowChart, type FlowChart } from '../chart/flowChart';
import type { Mark } from '../chart/marks';
import { createChartModel, type ChartModel } from '../chart/model';
import { nextLarger } from '../chart/timeframes';
import { zoneOf } from '../format/time';
import { adjust } from '../route/route';
import { change, settings } from '../settings/settings';
import { useServices } from '../store/services';
import { texts } from '../texts';
import { ChartBar } from './chartBar';
import { useExtraPanes, usePainting, useSentence } from './chartEffects';
import { ChartTable } from './chartTable';
import { Legend, SignalCard } from './legend';
import { Failure, Panel } from './frame';
import { useFreshState } from './freshState';
import { Strip } from './strip';

interface ChartPanelProps {
  readonly symbol: string;
  readonly timeframe: string;
  /** Moment that is looked at; null for now. */
  readonly at: number | null;
  /** Called when its bars, or those of another timeframe, are seen for the first time. */
  readonly onShown?: () => void;
}

/** What of the chart others may turn, e.g. by keys. */
export interface ChartHandle {
  readonly model: ChartModel;
  readonly chart: FlowChart | null;
  readonly pointed: { value: number | null };
  /** Signals whose card is shown. */
  readonly marks: { value: readonly Mark[] };
  readonly isTable: { value: boolean };
  readonly isAnchoring: { value: boolean };
  /** Back to now, which is read anew where it is not loaded. */
  toLive(): void;
}

// The next larger timeframe shows as much with fewer points.
const mostInSight = 4_500;

/** The chart that is there; null while there is none. */
export const currentChart: { handle: ChartHandle | null } = { handle: null };

/** The flow of one symbol. */
export function ChartPanel({ symbol, timeframe, at, onShown }: ChartPanelProps) {
  const services = useServices();
  const model = useMemo(() => createChartModel(services, symbol, timeframe, at), [services, symbol, timeframe, at]);
  useEffect(() => () => model.stop(), [model]);
  const host = useRef<HTMLDivElement>(null);
  const chart = useSignal<FlowChart | null>(null);
  const pointed = useSignal<number | null>(null);
  const marks = useSignal<readonly Mark[]>([]);
  const isAway = useSignal(false);
  const isTable = useSignal(false);
  const isAnchoring = useSignal(false);
  const range = useSignal<{ from: number; to: number }>({ from: 0, to: 0 });
  const toLive = (): void => {
    if (at !== null) {
      adjust({ at: '' });
    } else if (services.source.isLive && model.content.peek()?.isLive === false) {
      void model.loader.restart().then(() => chart.peek()?.toLive());
    } else {
      chart.peek()?.toLive();
    }
  };
  currentChart.handle = { model, chart: chart.value, pointed, marks, isTable, isAnchoring, toLive };

  const models = useRef(model);
  models.current = model;
  useEffect(() => {
    const made = createFlowChart(host.current as HTMLElement, {
      point(place, under) {
        pointed.value = place;
        marks.value = under;
      },
      pick(place, under) {
        const time = models.current.content.peek()?.plot.places[place]?.time;
        if (isAnchoring.peek() && time !== undefined) {
          models.current.anchorBar.value = time;
          models.current.anchor.value = 'bar';
          isAnchoring.value = false;
        } else if (under.length > 0) {
          adjust({ bar: String((under.at(-1) as Mark).record.signal.barCloseUnixMs) });
        }
      },
      range(from, to) {
        range.value = { from, to };
        const content = models.current.content.peek();
        const count = content?.plot.places.length ?? 0;
        isAway.value = services.source.isLive && content !== undefined && (!content.isLive || to < count - 2);
        if (from < 50) {
          void models.current.loader.more();
        }

        const larger = nextLarger(models.current.loader.window.peek()?.timeframe ?? '');
        if (to - from > mostInSight && larger !== null) {
          adjust({ tf: larger });
        }
      },
      sized(shares) {
        const { splits } = settings.peek();
        if (shares.some((share, at) => Number.isFinite(share) && share !== splits[`pane${at}`])) {
          change({ splits: { ...splits, ...Object.fromEntries(shares.flatMap((share, at) => (Number.isFinite(share) ? [[`pane${at}`, share]] : []))) } });
        }
      },
    }, zoneOf(settings.peek().zone), () => [0, 1, 2, 3, 4].map(at => settings.peek().splits[`pane${at}`] ?? Number.NaN));
    chart.value = made;
    return () => {
      made.remove();
      chart.value = null;
    };
  }, []);

  useSignalEffect(() => {
    const { zone } = settings.value;
    chart.value?.restyle(zoneOf(zone));
  });

  usePainting(model, chart.value, onShown);
  const extra = useExtraPanes(symbol, model, chart.value);
  const content = model.content.value;
  const places = content?.plot.places ?? [];
  const problem = model.loader.problem.value;
  const isLoading = content === undefined && problem === null;
  const sentence = useSentence(symbol, timeframe, model);
  return (
    <Panel title={`${texts.chart.title} ${symbol}`} name="chart" state={useFreshState({ kind: 'ready' })}>
      <ChartBar symbol={symbol} timeframe={timeframe} model={model} chart={chart.value} isTable={isTable} isAnchoring={isAnchoring} />
      <div class={`canvas ${isAnchoring.value ? 'is-anchoring' : ''}`} aria-busy={isLoading}>
        <div ref={host} class="host" role="img" aria-label={sentence} />
        <Legend model={model} pointed={pointed} extra={extra} />
        {marks.value.length > 0 && <SignalCard marks={marks.value} />}
        {isLoading && <div class="veil bone" />}
        {problem !== null && content === undefined && <Failure problem={problem} retry={() => void model.loader.restart()} />}
        {content !== undefined && places.length === 0 && <p class="note veil">{texts.chart.empty(symbol)}</p>}
        {isAway.value && (
          <button type="button" class="to-live" onClick={toLive}>
            {texts.chart.live} ▸
          </button>
        )}
        <a class="attribution" href={texts.about.chartsLink} rel="noreferrer" target="_blank">
          {texts.chart.attribution}
        </a>
        {isTable.value && content !== undefined && <ChartTable content={content} range={range.value} close={() => (isTable.value = false)} />}
      </div>
      <Strip
        ledgers={model.ledgers.value}
        unread={model.unread.value}
        places={places}
        lengthMs={model.loader.window.value?.lengthMs ?? 1}
        chart={chart.value?.api ?? null}
        symbol={symbol}
      />
    </Panel>
  );
}
