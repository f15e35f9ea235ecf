import { useEffect } from 'preact/hooks';
import { placeAt } from '../../chart/marksOf';
import { ChartPanel, currentChart } from '../../panels/chartPanel';
import { ExplainPanel } from '../../panels/explain';
import { adjust, route } from '../../route/route';
import { useServices } from '../../store/services';
import { listen } from './chartKeys';

// More would be too many for the width of the chart, and it would change to a longer timeframe by itself.
const mostInSight = 4_400;
const around = 60;

let shown = '';

/** Moves the chart to a stretch of time, and to the bar that decided what happened there; the explanation tells of it. Of several symbols it changes to the one named. */
export function showOnChart(barCloseMs: number, fromMs: number, toMs: number, symbol?: string): void {
  const isOther = symbol !== undefined && symbol !== shown;
  adjust({ bar: String(barCloseMs), ...(symbol === undefined ? {} : { symbol }) });
  if (isOther) {
    // The chart of the other symbol goes to the bar itself when it is there.
    document.querySelector('.report-flow')?.scrollIntoView({ block: 'nearest' });
    return;
  }

  const places = placesOf();
  scaleOf()?.setVisibleLogicalRange({ from: placeAt(places, fromMs) - around, to: placeAt(places, toMs) + around });
  aim(barCloseMs);
  document.querySelector('.report-flow')?.scrollIntoView({ block: 'nearest' });
}

/** The chart of a report with the evaluation of the bar that was chosen. */
export function ChartView({ symbol }: { symbol: string }) {
  shown = symbol;
  const { source } = useServices();
  const { tf = '', bar = '' } = route.value.query;
  const at = bar !== '' && Number.isFinite(Number(bar)) ? Number(bar) : null;
  useEffect(listen, []);
  // The explanation goes from bar to bar, and the crosshair with it.
  useEffect(() => {
    if (at !== null) {
      aim(at);
    }
  }, [at]);
  return (
    <div class="report-flow">
      <ChartPanel symbol={symbol} timeframe={source.timeframes.includes(tf) ? tf : (source.timeframes[0] as string)} at={null} onShown={() => begin(at)} />
      <aside class="side">
        <ExplainPanel symbol={symbol} at={at} />
      </aside>
    </div>
  );
}

function begin(at: number | null): void {
  const count = placesOf().length;
  scaleOf()?.setVisibleLogicalRange({ from: Math.max(0, count - mostInSight), to: count });
  if (at !== null) {
    aim(at, true);
  }

  performance.mark('report-drawn');
}

// The library moves its bars with the next frame; before that the crosshair would come to stand on another one.
function aim(barCloseMs: number, isNear = false): void {
  requestAnimationFrame(() => {
    const { handle } = currentChart;
    const place = placeAt(placesOf(), barCloseMs - 1);
    const range = scaleOf()?.getVisibleLogicalRange();
    if (!handle || place < 0 || !range) {
      return;
    }

    if (isNear || place < range.from || place > range.to) {
      scaleOf()?.setVisibleLogicalRange({ from: place - around, to: place + around });
    }

    requestAnimationFrame(() => {
      handle.pointed.value = place;
      handle.chart?.aim(place);
    });
  });
}

function scaleOf() {
  return currentChart.handle?.chart?.api.timeScale();
}

function placesOf() {
  return currentChart.handle?.model.content.peek()?.plot.places ?? [];
}
