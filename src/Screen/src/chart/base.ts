import type { Source } from '../source/source';
import type { CvdView } from '../source/views';

/** Volume delta of a stretch of time, USD. */
export interface FlowSum {
  readonly spot: number;
  readonly perp: number;
}

/**
 * The flow from a moment in the strategy's window up to another: the window's own bars reach further back than shorter ones are stored,
 * and what is left from the last of them that lies before is summed up from those of the chart.
 */
export async function flowBetween(source: Pick<Source, 'cvd'>, symbol: string, timeframe: string, fromMs: number, toMs: number, stop: AbortSignal): Promise<FlowSum> {
  const { value: window } = await source.cvd(symbol, {}, stop);
  const [first = 0, second = first] = window.openUnixMs;
  const seam = Math.max(fromMs, toMs - ((toMs - first) % (second - first || 1)));
  const whole = sumOf(window, fromMs, seam);
  if (seam === toMs) {
    return whole;
  }

  const { value: rest } = await source.cvd(symbol, { timeframe, from: seam, to: toMs }, stop);
  const parts = sumOf(rest, seam, toMs);
  return { spot: whole.spot + parts.spot, perp: whole.perp + parts.perp };
}

function sumOf({ openUnixMs, spotDelta, perpDelta }: CvdView, fromMs: number, toMs: number): FlowSum {
  const of = (deltas: readonly number[]): number =>
    deltas.reduce((sum, delta, at) => ((openUnixMs[at] as number) >= fromMs && (openUnixMs[at] as number) < toMs && Number.isFinite(delta) ? sum + delta : sum), 0);
  return { spot: of(spotDelta), perp: of(perpDelta) };
}
