import { signal, type ReadonlySignal } from '@preact/signals';
import { asProblem, type Problem } from '../source/problem';
import type { Source } from '../source/source';
import type { Gap, LedgerView } from '../source/views';
import { bucketsOf, merge, type Bucket } from './buckets';
import { floorTo, lengthOf } from './timeframes';

/** A stretch of a symbol's past that a chart holds. */
export interface ChartWindow {
  readonly symbol: string;
  readonly timeframe: string;
  readonly lengthMs: number;
  readonly buckets: readonly Bucket[];
  readonly ledgers: readonly LedgerView[];
  /** Whether it reaches up to now. */
  readonly isLive: boolean;
  /** Whether there is nothing before it. */
  readonly isFirst: boolean;
}

/** Loads it and keeps it. */
export interface WindowLoader {
  /** Undefined before the first answer. */
  readonly window: ReadonlySignal<ChartWindow | undefined>;
  readonly problem: ReadonlySignal<Problem | null>;
  /** Reads the end anew, because something has happened there, or from an earlier moment on. */
  refresh(sinceMs?: number): Promise<void>;
  /** Reads what lies before, and lets go of the far side. */
  more(): Promise<void>;
  /** Back to now. */
  restart(): Promise<void>;
  stop(): void;
}

/** A window that begins to load at once: up to `at`, or up to now. */
export function loadWindow(source: Source, symbol: string, timeframe: string, at: number | null, now: () => number | null): WindowLoader {
  const { first: firstPoints, most: mostPoints } = source.points;
  const lengthMs = lengthOf(timeframe);
  const window = signal<ChartWindow | undefined>(undefined);
  const problem = signal<Problem | null>(null);
  let stop = new AbortController();
  let asOf = 0;
  let isBusy = false;
  // Since when what is here may be old: what was asked for while something else was read, or came to nothing.
  let owed: number | null = null;
  const owe = (sinceMs: number | null): void => {
    owed = sinceMs === null ? owed : Math.min(sinceMs, owed ?? sinceMs);
  };

  const read = async (from: number | undefined, to: number | undefined): Promise<{ buckets: Bucket[]; asOf: number }> => {
    const range = { timeframe, from, to };
    const [bars, cvd] = await Promise.all([
      source.bars(symbol, range, stop.signal),
      source.cvd(symbol, range, stop.signal),
    ]);
    return { buckets: bucketsOf(bars.value.bars, cvd.value), asOf: Math.min(bars.asOf, cvd.asOf) };
  };

  const readLedgers = async (from: number, to?: number): Promise<readonly LedgerView[]> =>
    (await source.ledger(symbol, from, to, stop.signal)).value;

  const attempt = async (act: () => Promise<void>): Promise<void> => {
    const mine = stop;
    isBusy = true;
    try {
      await act();
      problem.value = null;
    } catch (error) {
      if (!mine.signal.aborted) {
        problem.value = asProblem(error);
      }
    } finally {
      isBusy = false;
    }
  };

  const begin = (until: number | null): Promise<void> =>
    attempt(async () => {
      owed = null;
      const end = until ?? now();
      const from = end === null ? undefined : floorTo(end, lengthMs) - firstPoints * lengthMs;
      const to = until === null ? undefined : floorTo(until, lengthMs) + (firstPoints / 3) * lengthMs;
      const answer = await read(from, to);
      const first = answer.buckets[0]?.time;
      const ledgers = first === undefined ? [] : await readLedgers(first, to);
      asOf = answer.asOf;
      window.value = { symbol, timeframe, lengthMs, buckets: answer.buckets, ledgers, isLive: until === null && source.isLive, isFirst: !source.isLive };
    });

  void begin(at);
  return {
    window,
    problem,
    refresh: sinceMs => {
      owe(sinceMs ?? null);
      const known = window.peek();
      if (isBusy || (known !== undefined && !known.isLive)) {
        return Promise.resolve();
      }

      if (known === undefined || known.buckets.length === 0) {
        return begin(null);
      }

      return attempt(async () => {
        const last = (known.buckets.at(-1) as Bucket).time;
        const since = owed;
        owed = null;
        const from = floorTo(Math.min(since ?? last, last - lengthMs), lengthMs);
        const [answer, ledgers] = await Promise.all([read(from, undefined), readLedgers(from)]).catch((error: unknown) => {
          owe(since);
          throw error;
        });
        // An answer that was asked for earlier and comes later is older than what is here.
        if (answer.asOf < asOf || window.peek() !== known) {
          owe(since);
          return;
        }

        asOf = answer.asOf;
        const all = merge(known.buckets, answer.buckets, from, Number.POSITIVE_INFINITY);
        // A good part at once: each cut has the library take all points anew.
        const buckets = all.length > mostPoints ? all.slice(-Math.floor(mostPoints * 0.8)) : all;
        window.value = { ...known, buckets, ledgers: joined(known.ledgers, ledgers, from) };
      });
    },
    more: () => {
      const known = window.peek();
      const first = known?.buckets[0]?.time;
      if (isBusy || known === undefined || first === undefined || known.isFirst) {
        return Promise.resolve();
      }

      return attempt(async () => {
        const from = first - firstPoints * lengthMs;
        const [answer, ledgers] = await Promise.all([read(from, first), readLedgers(from, first)]);
        const all = [...answer.buckets, ...known.buckets];
        const buckets = all.slice(0, mostPoints);
        window.value = { ...known, buckets, ledgers: joined(ledgers, known.ledgers, first), isLive: known.isLive && buckets.length === all.length, isFirst: answer.buckets.length === 0 };
      });
    },
    restart: () => {
      stop.abort();
      stop = new AbortController();
      return begin(null);
    },
    stop: () => stop.abort(),
  };
}

/** Ledgers of a range with those of a later one behind them. A run that crosses the seam is in both; the later one knows more of it. */
export function joined(earlier: readonly LedgerView[], later: readonly LedgerView[], seamMs: number): readonly LedgerView[] {
  return later.map(ledger => {
    const before = earlier.find(one => one.market === ledger.market);
    if (before === undefined) {
      return ledger;
    }

    const starts = new Set(ledger.runs.map(run => run.fromUnixMs));
    const holes = new Set(ledger.gaps.map(keyOf));
    return {
      ...ledger,
      from: before.from,
      runs: [...before.runs.filter(run => run.fromUnixMs < seamMs && !starts.has(run.fromUnixMs)), ...ledger.runs],
      gaps: [...before.gaps.filter(gap => !holes.has(keyOf(gap)) && gap.beforeUnixMs < seamMs), ...ledger.gaps],
    };
  });
}

function keyOf(gap: Gap): string {
  return `${gap.beforeId} ${gap.beforeUnixMs}`;
}
