import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { HistogramSeries, LineStyle, type ISeriesApi } from 'lightweight-charts';
import { amount, isKnown, score as scoreText, share } from '../../format/numbers';
import type { MarketKind } from '../../source/source';
import type { Services } from '../../store/services';
import { texts } from '../../texts';
import { faint, type Colours } from '../colours';
import type { FlowChart } from '../flowChart';
import { placeAt } from '../marksOf';
import type { ChartModel } from '../model';
import type { Place } from '../plot';
import { timeOf } from '../series';
import { followScores } from './scores';
import { mostVenues, stackAt, venueVolumes, type VenueVolume } from './venueVolume';

/** A figure of an optional pane, for the legend. */
export interface ExtraFigure {
  readonly name: string;
  readonly colour: string;
  /** What it is at a place. */
  at(place: Place): string;
}

/** An optional pane. */
export interface ExtraPane {
  readonly legend: ReadonlySignal<readonly ExtraFigure[]>;
  stop(): void;
}

const rereadMs = 5_000;
const longest = 1_500;
const toneNames = ['up', 'spot', 'warning', 'perp', 'down', 'muted'] as const satisfies readonly (keyof Colours)[];

/** The score of each bar that was scored, with the line that an entry needs. */
export function scorePane(services: Services, chart: FlowChart, model: ChartModel, symbol: string): ExtraPane {
  const scores = followScores(services, symbol);
  const series = addSeries(chart, scoreText, chart.api.panes().length);
  chart.hatch(series);
  chart.share();
  series.applyOptions({ autoscaleInfoProvider: () => ({ priceRange: { minValue: 0, maxValue: 10 } }) });
  const line = series.createPriceLine({ price: scores.needed.peek(), color: chart.colours.muted, lineWidth: 1, lineStyle: LineStyle.Dashed, axisLabelVisible: true });
  const shown = signal<ReadonlyMap<number, number>>(new Map());
  const end = effect(() => {
    const places = model.content.value?.plot.places ?? [];
    const needed = scores.needed.value;
    line.applyOptions({ price: needed });
    // A bar is scored at its close: the score belongs to the bucket before that moment.
    const byPlace = new Map([...scores.of.value].flatMap(([at, value]) => {
      const place = places[placeAt(places, at - 1)];
      return place === undefined || at - place.time > 86_400_000 ? [] : [[place.time, value] as const];
    }));
    shown.value = byPlace;
    series.setData([...byPlace].sort(([a], [b]) => a - b).map(([time, value]) => ({ time: timeOf(time), value, color: value >= needed ? chart.colours.up : faint(chart.colours.muted, 0.6) })));
  });
  return {
    legend: signal([{ name: texts.chart.score, colour: chart.colours.muted, at: place => scoreText(shown.peek().get(place.time)) }]),
    stop() {
      end();
      scores.stop();
      removeSeries(chart, [series]);
    },
  };
}

/** Turnover of the largest venues, one on the other. */
export function venuePane({ source, isAwake }: Services, chart: FlowChart, model: ChartModel, symbol: string, kind: 'both' | 'spot' | 'perp'): ExtraPane {
  const stopping = new AbortController();
  const legend = signal<readonly ExtraFigure[]>([]);
  // The highest of the stack lies behind the others.
  const pane = chart.api.panes().length;
  const stack = Array.from({ length: mostVenues + 1 }, () => addSeries(chart, value => amount(value, false), pane)).reverse();
  chart.hatch(stack[0] as ISeriesApi<'Histogram'>);
  chart.share();
  let markets: readonly MarketKind[] | null = null;
  const read = async (): Promise<void> => {
    const window = model.loader.window.peek();
    const places = model.content.peek()?.plot.places.slice(source.isLive ? -longest : 0) ?? [];
    const [first] = places;
    if (window === undefined || first === undefined) {
      return;
    }

    markets ??= (await source.markets(symbol, stopping.signal)).value;
    const last = (places.at(-1) as Place).time + window.lengthMs;
    const { value } = await source.bars(symbol, { timeframe: window.timeframe, from: first.time, to: last, by: 'market' }, stopping.signal);
    show(venueVolumes(value.bars, markets, kind, texts.chart.others), places);
  };

  const show = (venues: readonly VenueVolume[], places: readonly Place[]): void => {
    const heights = places.map(place => (place.state === 'gap' ? [] : stackAt(venues, place.time)));
    stack.forEach((series, at) => series.setData(places.flatMap((place, row) => {
      const value = heights[row]?.[at];
      return isKnown(value) ? [{ time: timeOf(place.time), value, color: chart.colours[toneNames[at] ?? 'muted'] }] : [];
    })));
    legend.value = venues.map(({ name, of }, at) => ({
      name,
      colour: chart.colours[toneNames[at] ?? 'muted'],
      at({ time }) {
        const all = venues.reduce((sum, venue) => sum + (venue.of.get(time) ?? 0), 0);
        return `${amount(of.get(time), false)} ${share(all > 0 ? (of.get(time) ?? 0) / all : null, 0)}`;
      },
    }));
  };

  // What cannot be read now is read a little later.
  const attempt = (): void => void read().catch(() => {});
  const timer = setInterval(() => isAwake() && attempt(), rereadMs);
  const end = effect(() => {
    if (model.loader.window.value?.buckets[0] !== undefined && legend.peek().length === 0) {
      attempt();
    }
  });
  return {
    legend,
    stop() {
      stopping.abort();
      clearInterval(timer);
      end();
      removeSeries(chart, stack);
    },
  };
}

function addSeries(chart: FlowChart, formatter: (value: number) => string, pane: number): ISeriesApi<'Histogram'> {
  return chart.api.addSeries(HistogramSeries, { lastValueVisible: false, priceLineVisible: false, base: 0, priceFormat: { type: 'custom', formatter, minMove: 0.01 } }, pane);
}

function removeSeries(chart: FlowChart, all: readonly ISeriesApi<'Histogram'>[]): void {
  // With the chart itself its series have gone.
  if (chart.isThere) {
    all.forEach(series => chart.api.removeSeries(series));
    chart.share();
  }
}
