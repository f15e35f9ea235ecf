import {
  CandlestickSeries, createChart, HistogramSeries, LineSeries, LineStyle, LineType,
  type ISeriesApi, type MouseEventParams, type Time,
} from 'lightweight-charts';
import { bandsDrawing } from './bands';
import type { ChartContent, ChartEvents, FlowChart } from './chartTypes';
import { coloursOf, type Colours } from './colours';
import { brokenDrawing, divergenceDrawing } from './flowMarks';
import { holdingsDrawing } from './holdings';
import { candleOptions, chartOptions, hidden, interestText, lineOptions } from './look';
import { marksDrawing, type Mark } from './marks';
import type { Place } from './plot';
import { commonLength } from './same';
import { interestPoints, pointsOf, timeOf, type InterestPoint } from './series';

export type { ChartContent, ChartEvents, FlowChart } from './chartTypes';

// More single corrections than this at once cost more than all points anew.
const mostUpdates = 20;
const narrow = 560;
const usualShares = [4, 3, 2, 1.5, 2];

/** A chart in an element of the page. */
export function createFlowChart(host: HTMLElement, events: ChartEvents, firstZone: string, sharesKept: () => readonly number[]): FlowChart {
  let colours: Colours = coloursOf(host);
  let zone = firstZone;
  let content: ChartContent | null = null;
  let shown: readonly Place[] = [];
  let isThere = true;
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
  const flowMarks = [
    attach(spot, divergenceDrawing(() => colours, () => (content?.withDivergence ? content.plot.places : []))), attach(spot, brokenDrawing(() => colours, () => content?.plot.places ?? [])),
  ];
  const holdings = attach(candles, holdingsDrawing(() => colours, () => content?.holdings ?? []));
  const marks = marksDrawing(() => colours, () => content?.marks ?? []);
  candles.attachPrimitive(marks.primitive);
  share();
  chart.priceScale('volume', 0).applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
  chart.priceScale('right', 0).applyOptions({ scaleMargins: { top: 0.16, bottom: 0.14 } });
  style();

  const placeOf = (parameters: MouseEventParams<Time>): number | null =>
    parameters.logical !== undefined && shown[Math.round(parameters.logical)] !== undefined && parameters.point !== undefined ? Math.round(parameters.logical) : null;
  const marksAt = (parameters: MouseEventParams<Time>): readonly Mark[] => (parameters.point && parameters.paneIndex === 0 ? marks.at(parameters.point.x, parameters.point.y) : []);
  // Moved by keys, or with the range under it, it is where it was put; only a pointer that leaves points at nothing.
  chart.subscribeCrosshairMove(parameters => parameters.point && parameters.sourceEvent && events.point(placeOf(parameters), marksAt(parameters)));
  host.addEventListener('pointerleave', () => events.point(null, []));
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
  function share(): void {
    const third = (content?.interest.length ?? 0) > 0 && host.clientWidth >= narrow;
    const kept = sharesKept();
    chart.panes().forEach((pane, at) => pane.setStretchFactor(at === 2 && !third ? 0.01 : kept[at] || (usualShares[at] ?? 2)));
  }

  const sized = (): void => events.sized(chart.panes().map((pane, at) => (at === 2 && !content?.interest.length ? Number.NaN : pane.getStretchFactor())));
  host.addEventListener('pointerup', sized);

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

  // At once: a movement whose frames come late ends short of it. The library's own end is the last bar, also where a hole is behind it.
  function toEnd(): void {
    const scale = chart.timeScale();
    scale.scrollToPosition(scale.scrollPosition() + shown.length - 1 + scale.options().rightOffset - rightOf(), false);
  }

  function rightOf(): number {
    return chart.timeScale().getVisibleLogicalRange()?.to ?? 0;
  }

  function showInterest(readings: readonly InterestPoint[]): void {
    const { line, changes } = interestPoints(readings, colours);
    interest.setData(line);
    steps.setData(changes);
  }

  return {
    api: chart,
    show(next) {
      const wasShown = content;
      content = next;
      if (wasShown?.decimals !== next.decimals) {
        style();
      }

      const [isAtEnd, wasHole] = [shown.length === 0 || rightOf() > shown.length - 2, endsInHole(shown)];
      showPlaces(next.plot.places, next.isLive);
      if (next.isLive && isAtEnd && (wasHole || endsInHole(shown))) {
        toEnd();
      }

      if (wasShown?.interest !== next.interest) {
        showInterest(next.interest);
        if (!wasShown?.interest.length !== !next.interest.length) {
          share();
        }
      }

      [...bands, ...flowMarks, holdings, marks].forEach(one => one.redraw());
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
    share,
    hatch: series => void bands.push(attach(series, bandsDrawing(() => colours, () => content?.plot.bands ?? [], false))),
    get colours() {
      return colours;
    },
    toLive: toEnd,
    aim(place) {
      const at = shown[place];
      const level = at?.bucket?.close ?? content?.plot.places.findLast(one => one.bucket?.close)?.bucket?.close;
      if (at !== undefined && level) {
        chart.setCrosshairPosition(level, timeOf(at.time), candles);
      }
    },
    get isThere() {
      return isThere;
    },
    remove() {
      isThere = false;
      chart.remove();
    },
  };
}

function endsInHole(places: readonly Place[]): boolean {
  return places.at(-1)?.state === 'gap';
}
