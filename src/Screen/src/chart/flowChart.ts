import {
  CandlestickSeries, createChart, HistogramSeries, LineSeries, LineStyle, LineType,
  type IChartApi, type ISeriesApi, type MouseEventParams, type Time,
} from 'lightweight-charts';
import { bandsDrawing } from './bands';
import { coloursOf, faint, type Colours } from './colours';
import { holdingsDrawing, type Holding } from './holdings';
import { candleOptions, chartOptions, hidden, interestText, lineOptions } from './look';
import { marksDrawing, type Mark } from './marks';
import type { Place, Plot } from './plot';
import { commonLength } from './same';
import { pointsOf, timeOf } from './series';

/** One reading of open interest, at a place of the plot. */
export interface InterestPoint {
  readonly time: number;
  readonly usd: number | null;
}

/** What a chart shows. */
export interface ChartContent {
  readonly plot: Plot;
  readonly interest: readonly InterestPoint[];
  readonly marks: readonly Mark[];
  readonly holdings: readonly Holding[];
  readonly decimals: number | undefined;
  readonly isLive: boolean;
}

/** What somebody does with it. */
export interface ChartEvents {
  /** Points at a place; null when at none. */
  point(place: number | null, marks: readonly Mark[]): void;
  pick(place: number, marks: readonly Mark[]): void;
  range(from: number, to: number): void;
}

/** The chart of the flow: price, volume delta, open interest over one time axis. */
export interface FlowChart {
  show(content: ChartContent): void;
  /** Colours and zone have changed. */
  restyle(zone: string): void;
  readonly api: IChartApi;
  toLive(): void;
  /** Puts the crosshair at a place. */
  aim(place: number): void;
  remove(): void;
}

// More single corrections than this at once cost more than all points anew.
const mostUpdates = 20;
const interestBreakMs = 40 * 60_000;
const narrow = 560;

/** A chart in an element of the page. */
export function createFlowChart(host: HTMLElement, events: ChartEvents, firstZone: string): FlowChart {
  let colours: Colours = coloursOf(host);
  let zone = firstZone;
  let content: ChartContent | null = null;
  let shown: readonly Place[] = [];
  const chart = createChart(host, { autoSize: true, ...chartOptions(colours, () => zone) });
  const candles = chart.addSeries(CandlestickSeries, {}, 0);
  const volume = chart.addSeries(HistogramSeries, hidden('volume'), 0);
  const buys = chart.addSeries(HistogramSeries, hidden('volume'), 0);
  const spot = chart.addSeries(LineSeries, {}, 1);
  const perp = chart.addSeries(LineSeries, {}, 1);
  const zero = spot.createPriceLine({ price: 0, color: colours.line, lineWidth: 1, lineStyle: LineStyle.Solid, axisLabelVisible: false });
  const interest = chart.addSeries(LineSeries, {}, 2);
  const steps = chart.addSeries(HistogramSeries, { priceScaleId: 'left', lastValueVisible: false, priceLineVisible: false }, 2);
  const bands = [candles, spot, interest].map((series, at) => attach(series, bandsDrawing(() => colours, () => content?.plot.bands ?? [], at === 0)));
  const holdings = attach(candles, holdingsDrawing(() => colours, () => content?.holdings ?? []));
  const marks = marksDrawing(() => colours, () => content?.marks ?? []);
  candles.attachPrimitive(marks.primitive);
  share(false);
  chart.priceScale('volume', 0).applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
  chart.priceScale('right', 0).applyOptions({ scaleMargins: { top: 0.16, bottom: 0.14 } });
  style();

  const placeOf = (parameters: MouseEventParams<Time>): number | null =>
    parameters.logical !== undefined && shown[Math.round(parameters.logical)] !== undefined && parameters.point !== undefined ? Math.round(parameters.logical) : null;
  const marksAt = (parameters: MouseEventParams<Time>): readonly Mark[] => (parameters.point && parameters.paneIndex === 0 ? marks.at(parameters.point.x, parameters.point.y) : []);
  chart.subscribeCrosshairMove(parameters => events.point(placeOf(parameters), marksAt(parameters)));
  chart.subscribeClick(parameters => {
    const place = placeOf(parameters);
    if (place !== null) {
      events.pick(place, marksAt(parameters));
    }
  });
  chart.timeScale().subscribeVisibleLogicalRangeChange(range => range && events.range(range.from, range.to));

  function attach<T extends { primitive: Parameters<ISeriesApi<'Line'>['attachPrimitive']>[0] }>(series: { attachPrimitive(primitive: T['primitive']): void }, one: T): T {
    series.attachPrimitive(one.primitive);
    return one;
  }

  // A phone has no room for a third pane, and without readings there is nothing in it.
  function share(hasInterest: boolean): void {
    const third = hasInterest && host.clientWidth >= narrow ? 2 : 0.01;
    [4, 3, third].forEach((part, pane) => chart.panes()[pane]?.setStretchFactor(part));
  }

  function style(): void {
    chart.applyOptions(chartOptions(colours, () => zone));
    candles.applyOptions(candleOptions(colours, content?.decimals));
    spot.applyOptions({ ...lineOptions(colours.spot), title: 'spot' });
    perp.applyOptions({ ...lineOptions(colours.perp), title: 'perp', lineStyle: LineStyle.Dashed });
    interest.applyOptions({ ...lineOptions(colours.muted, interestText), title: 'OI', lineType: LineType.WithSteps });
    zero.applyOptions({ color: colours.line });
  }

  function showPlaces(places: readonly Place[], isLive: boolean): void {
    const points = (at: number) => pointsOf(places[at] as Place, places[at + 1], isLive && at === places.length - 1, colours);
    const same = commonLength(shown, places);
    const tail = places.length - same;
    const isLater = same > 0 && places.length >= shown.length && shown.slice(same).every((place, at) => place.time === places[same + at]?.time);
    if (isLater && tail <= mostUpdates) {
      // The point before the first change may begin or end a hole now.
      for (let at = Math.max(0, same - 1); at < places.length; at++) {
        const point = points(at);
        const isOld = at < shown.length - 1;
        candles.update(point.candle, isOld);
        volume.update(point.volume, isOld);
        buys.update(point.buys, isOld);
        spot.update(point.spot, isOld);
        perp.update(point.perp, isOld);
      }
    } else {
      const all = places.map((_, at) => points(at));
      candles.setData(all.map(one => one.candle));
      volume.setData(all.map(one => one.volume));
      buys.setData(all.map(one => one.buys));
      spot.setData(all.map(one => one.spot));
      perp.setData(all.map(one => one.perp));
    }

    shown = places;
  }

  function showInterest(readings: readonly InterestPoint[]): void {
    interest.setData(readings.map((one, at) => {
      const next = readings[at + 1];
      const isBroken = next !== undefined && (next.usd === null || next.time - one.time > interestBreakMs);
      const time = timeOf(one.time);
      return one.usd === null ? { time } : isBroken ? { time, value: one.usd, color: 'rgba(0, 0, 0, 0)' } : { time, value: one.usd };
    }));
    steps.setData(readings.flatMap((one, at) => {
      const before = readings[at - 1]?.usd;
      const change = one.usd === null || before === null || before === undefined ? null : one.usd - before;
      return change === null ? [] : [{ time: timeOf(one.time), value: change, color: faint(change >= 0 ? colours.up : colours.down, 0.55) }];
    }));
  }

  return {
    api: chart,
    show(next) {
      const wasShown = content;
      content = next;
      if (wasShown?.decimals !== next.decimals) {
        style();
      }

      showPlaces(next.plot.places, next.isLive);
      if (wasShown?.interest !== next.interest) {
        showInterest(next.interest);
        share(next.interest.length > 0);
      }

      [...bands, holdings, marks].forEach(one => one.redraw());
    },
    restyle(nextZone) {
      zone = nextZone;
      colours = coloursOf(host);
      style();
      if (content !== null) {
        shown = [];
        showPlaces(content.plot.places, content.isLive);
        showInterest(content.interest);
      }
    },
    toLive: () => chart.timeScale().scrollToRealTime(),
    aim(place) {
      const at = shown[place];
      const level = at?.bucket?.close ?? content?.plot.places.findLast(one => one.bucket?.close)?.bucket?.close;
      if (at !== undefined && level) {
        chart.setCrosshairPosition(level, timeOf(at.time), candles);
      }
    },
    remove: () => chart.remove(),
  };
}
