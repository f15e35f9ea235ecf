import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Source } from '../source/source';
import type { CvdView } from '../source/views';

/** Volume delta of a stretch of time, USD. */
export interface FlowSum {
  readonly spot: number;
  readonly perp: number;
}

/** Where sums begin that are drawn, and the flow from there to the first bucket; null while nobody knows it. */
export interface SumStart {
  readonly anchorMs: number;
  readonly base: FlowSum | null;
}

/** What sums of a chart depend on. */
interface SumChoice {
  /** What somebody has chosen to sum up from. */
  readonly choice: ReadonlySignal<string>;
  /** The moment that it means now. */
  readonly anchorMs: ReadonlySignal<number>;
  /** What is loaded. */
  readonly window: ReadonlySignal<{ readonly buckets: readonly { readonly time: number }[] } | undefined>;
  /** Asks for the flow between two moments. */
  ask(fromMs: number, toMs: number): Promise<FlowSum>;
}

const nothing: FlowSum = { spot: 0, perp: 0 };

/**
 * Keeps the start of the sums. Where it lies before what is loaded, the flow up to there is asked for, again as long as that fails. Until it is known, what is known of the same
 * choice stands: the strategy's window moves on with each of its bars.
 */
export function sumStart({ choice, anchorMs, window, ask }: SumChoice): { readonly start: ReadonlySignal<SumStart>; stop(): void } {
  const known = signal<{ choice: string; fromMs: number; firstMs: number; base: FlowSum } | null>(null);
  let asked = '';
  const stop = effect(() => {
    const [chosen, from, first] = [choice.value, anchorMs.value, window.value?.buckets[0]?.time];
    const key = first === undefined || from >= first ? '' : `${chosen} ${from} ${first}`;
    if (key === asked) {
      return;
    }

    asked = key;
    if (first !== undefined && key !== '') {
      ask(from, first).then(base => {
        if (asked === key) {
          known.value = { choice: chosen, fromMs: from, firstMs: first, base };
        }
      }, () => {
        if (asked === key) {
          [asked, known.value] = ['', null];
        }
      });
    }
  });
  const start = computed<SumStart>(() => {
    const [from, first, last] = [anchorMs.value, window.value?.buckets[0]?.time, known.value];
    if (first === undefined || from >= first) {
      return { anchorMs: from, base: nothing };
    }

    return last?.choice === choice.value && last.firstMs === first ? { anchorMs: last.fromMs, base: last.base } : { anchorMs: from, base: null };
  });
  return { start, stop };
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
