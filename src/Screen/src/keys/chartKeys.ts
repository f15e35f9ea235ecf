import type { ChartContent } from '../chart/flowChart';
import { currentChart, type ChartHandle } from '../panels/chartPanel';

/** Moves the crosshair by so many bars; from the end when it is nowhere. */
export function step(bars: number): void {
  withChart((handle, content) => point(handle, (handle.pointed.value ?? content.plot.places.length - 1) + bars, content));
}

/** Makes bars wider or narrower. */
export function zoom(factor: number): void {
  withChart(({ chart }) => {
    const scale = chart?.api.timeScale();
    scale?.applyOptions({ barSpacing: Math.min(60, Math.max(0.5, scale.options().barSpacing * factor)) });
  });
}

/** Back to now. */
export function toLive(): void {
  currentChart.handle?.toLive();
}

/** To the next hole after the crosshair, or to the one before it. */
export function toGap(way: 1 | -1): void {
  withChart((handle, content) => toNext(handle, content, content.plot.bands.filter(band => band.kind !== 'unknown').map(band => band.first), way));
}

/** To the next signal after the crosshair, or to the one before it. */
export function toSignal(way: 1 | -1): void {
  withChart((handle, content) => toNext(handle, content, content.marks.map(mark => mark.place), way));
}

/** Shows or hides the table. */
export function toggleTable(): void {
  withChart(handle => {
    handle.isTable.value = !handle.isTable.value;
  });
}

/** Starts the sums at the crosshair; where it is nowhere, at the left edge of the strategy's window again. */
export function anchorHere(): void {
  withChart(({ pointed, model }, content) => {
    model.anchorBar.value = pointed.value === null ? null : (content.plot.places[pointed.value]?.time ?? null);
    model.anchor.value = pointed.value === null ? 'window' : 'bar';
  });
}

/** Whatever is open over the chart goes. */
export function leave(): void {
  withChart(handle => {
    handle.isTable.value = false;
    handle.isAnchoring.value = false;
    handle.pointed.value = null;
    handle.marks.value = [];
    handle.chart?.api.clearCrosshairPosition();
  });
}

function withChart(act: (handle: ChartHandle, content: ChartContent) => void): void {
  const { handle } = currentChart;
  const content = handle?.model.content.peek();
  if (handle && content) {
    act(handle, content);
  }
}

function toNext(handle: ChartHandle, content: ChartContent, places: readonly number[], way: 1 | -1): void {
  const now = handle.pointed.value ?? content.plot.places.length;
  const next = way === 1 ? places.find(place => place > now) : places.findLast(place => place < now);
  if (next !== undefined) {
    point(handle, next, content);
  }
}

function point(handle: ChartHandle, place: number, content: ChartContent): void {
  const at = Math.min(Math.max(place, 0), content.plot.places.length - 1);
  const scale = handle.chart?.api.timeScale();
  const range = scale?.getVisibleLogicalRange();
  if (scale && range && (at < range.from || at > range.to)) {
    const half = (range.to - range.from) / 2;
    scale.setVisibleLogicalRange({ from: at - half, to: at + half });
  }

  handle.pointed.value = at;
  // Where the range has moved it does so with the next frame.
  handle.chart?.aim(at);
  requestAnimationFrame(() => handle.pointed.value === at && handle.chart?.aim(at));
  // What is pointed at by keys is told like what the pointer is on.
  handle.marks.value = content.marks.filter(mark => mark.place === at);
}
