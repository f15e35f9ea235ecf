import { signal, type ReadonlySignal } from '@preact/signals';
import { part, type Http } from '../source/http';
import { asProblem, type Problem } from '../source/problem';
import type { CvdView, Explanation } from '../source/views';

/** An evaluation that came within a point of the entry. */
export interface NearMiss {
  readonly symbol: string;
  readonly barCloseUnixMs: number;
  readonly score: number;
  readonly needed: number;
  /** What it would have been; empty where it is not told. */
  readonly setup: string;
  readonly firstFailure: string | null;
}

/** How far below the entry still counts. */
export const nearBy = 1;

/** The near miss in an evaluation; null where it is none: the score was reached, was too far away, or is not known. */
export function nearMissOf(explanation: Explanation): NearMiss | null {
  const step = explanation.steps.find(one => one.phase === 4 && one.name === 'score');
  const needed = Number(/>=\s*(\d+(?:\.\d+)?)/.exec(step?.required ?? '')?.[1] ?? Number.NaN);
  const score = explanation.score;
  // Floating sums: 3.0 of 4.0 is within 1.0.
  const short = needed - score;
  if (step?.passed !== false || !Number.isFinite(score) || !(short > 0) || short > nearBy + 1e-9) {
    return null;
  }

  const setup = explanation.steps.find(one => one.phase === 2 && one.name === 'setup')?.actual ?? '';
  return { symbol: explanation.symbol, barCloseUnixMs: explanation.barCloseUnixMs, score, needed, setup, firstFailure: explanation.firstFailure };
}

/** Near misses, found by looking at evaluations one by one. */
export interface NearMissBook {
  /** Newest first. */
  readonly found: ReadonlySignal<readonly NearMiss[]>;
  /** Evaluations looked at, and those still to be looked at. */
  readonly progress: ReadonlySignal<{ readonly looked: number; readonly waiting: number }>;
  readonly problem: ReadonlySignal<Problem | null>;
  /** Looks at the last so many bars of a symbol, those excepted that were looked at before. */
  lookBack(symbol: string, bars: number): Promise<void>;
  /** Looks at one evaluation. */
  look(symbol: string, barCloseUnixMs: number): Promise<void>;
}

const atOnce = 4;

/** A book that has looked at nothing yet. */
export function createNearMisses(http: Http): NearMissBook {
  const found = signal<readonly NearMiss[]>([]);
  const progress = signal({ looked: 0, waiting: 0 });
  const problem = signal<Problem | null>(null);
  const seen = new Set<string>();
  const queue: { symbol: string; at: number; done: () => void }[] = [];
  let running = 0;

  const read = async (symbol: string, at: number): Promise<void> => {
    try {
      const { value } = await http.get<Explanation>(`symbols/${part(symbol)}/explain`, { at });
      const miss = nearMissOf(value);
      if (miss !== null) {
        found.value = [...found.value, miss].sort((a, b) => b.barCloseUnixMs - a.barCloseUnixMs || a.symbol.localeCompare(b.symbol));
      }
    } catch (error) {
      const told = asProblem(error);
      // A bar before the start was never evaluated; that is no failure.
      if (told.status !== 404) {
        problem.value = told;
        seen.delete(`${symbol} ${at}`);
      }
    }
  };

  const next = (): void => {
    while (running < atOnce && queue.length > 0) {
      const { symbol, at, done } = queue.shift() as { symbol: string; at: number; done: () => void };
      running++;
      void read(symbol, at).then(() => {
        running--;
        progress.value = { looked: progress.value.looked + 1, waiting: queue.length + running };
        done();
        next();
      });
    }
  };

  const look = (symbol: string, at: number): Promise<void> => {
    const name = `${symbol} ${at}`;
    if (seen.has(name)) {
      return Promise.resolve();
    }

    seen.add(name);
    return new Promise(done => {
      queue.push({ symbol, at, done });
      progress.value = { ...progress.value, waiting: queue.length + running };
      next();
    });
  };

  return {
    found,
    progress,
    problem,
    look,
    async lookBack(symbol, bars) {
      problem.value = null;
      try {
        const { value } = await http.get<CvdView>(`symbols/${part(symbol)}/cvd`);
        await Promise.all(closesOf(value.openUnixMs).slice(-bars).reverse().map(at => look(symbol, at)));
      } catch (error) {
        problem.value = asProblem(error);
      }
    },
  };
}

/** Closes of the bars that have closed: each is the open of the one after it. */
export function closesOf(opens: readonly number[]): readonly number[] {
  return opens.slice(1);
}
