import type { LedgerRun } from '../source/views';

/** How much of a range is proven complete, and how much is known to miss something, milliseconds. What is neither is unknown. */
export interface Coverage {
  readonly completeMs: number;
  readonly partialMs: number;
}

/** The coverage of `[from, to)`. What came to be doubted after its row had been closed is a row within that row: doubt goes before proof. */
export function coverageOf(runs: readonly LedgerRun[], from: number, to: number): Coverage {
  const edges = runs
    .filter(run => run.state !== 'Unknown' && run.fromUnixMs < to && run.toUnixMs > from)
    .flatMap(run => [
      { at: Math.max(run.fromUnixMs, from), isDoubt: run.state === 'Partial', step: 1 },
      { at: Math.min(run.toUnixMs, to), isDoubt: run.state === 'Partial', step: -1 },
    ])
    .sort((a, b) => a.at - b.at);
  let [completeMs, partialMs, proofs, doubts, last] = [0, 0, 0, 0, from];
  for (const { at, isDoubt, step } of edges) {
    partialMs += doubts > 0 ? at - last : 0;
    completeMs += doubts === 0 && proofs > 0 ? at - last : 0;
    doubts += isDoubt ? step : 0;
    proofs += isDoubt ? 0 : step;
    last = at;
  }

  return { completeMs, partialMs };
}
