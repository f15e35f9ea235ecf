import type { LedgerView } from '../source/views';

/** Whether every market is proven complete all through a range: without buckets there, nobody traded. */
export function isProven(ledgers: readonly LedgerView[], fromMs: number, toMs: number): boolean {
  return ledgers.length > 0 && ledgers.every(ledger => covers(ledger, fromMs, toMs));
}

function covers(ledger: LedgerView, fromMs: number, toMs: number): boolean {
  let reached = fromMs;
  for (const run of [...ledger.runs].sort((a, b) => a.fromUnixMs - b.fromUnixMs)) {
    if (run.state === 'Complete' && run.fromUnixMs <= reached) {
      reached = Math.max(reached, run.toUnixMs);
    }
  }

  const doubts = ledger.runs.some(run => run.state === 'Partial' && run.fromUnixMs < toMs && run.toUnixMs > fromMs);
  // The minute that is being written is known only to its last second.
  return !doubts && reached >= toMs - 2_000;
}

/** Trades a millisecond over all that the ledgers know of a market; null where they know nothing. */
export function rateOf(ledgers: readonly LedgerView[], market: string): number | null {
  const runs = ledgers.find(ledger => ledger.market === market)?.runs ?? [];
  const [trades, length] = runs.reduce(([count, ms], run) => [count + run.trades, ms + run.toUnixMs - run.fromUnixMs], [0, 0]);
  return length > 0 ? trades / length : null;
}

/** What a strip shows of a market. */
export type StripKind = 'complete' | 'filled' | 'partial' | 'gap' | 'unknown';

/** A stretch of a market's strip. */
export interface StripPart {
  readonly kind: StripKind;
  readonly from: number;
  readonly to: number;
  /** In words, for whoever points at it. */
  readonly note: string;
}

/** A market's strip: what the ledger proves, then holes over it, filled or not, and the one without an end since it is not read. */
export function stripOf(ledger: LedgerView, words: StripWords, unreadSince?: number): StripPart[] {
  const parts: StripPart[] = ledger.runs.filter(run => run.state !== 'Unknown').map(run => ({
    kind: run.state === 'Complete' ? 'complete' : 'partial',
    from: run.fromUnixMs,
    to: run.toUnixMs,
    note: words.run(run.trades, run.firstId, run.lastId, run.buyNotional + run.sellNotional, run.proof),
  }));
  for (const gap of ledger.gaps) {
    parts.push({
      kind: gap.filledBy === null ? 'gap' : 'filled',
      from: gap.beforeUnixMs,
      to: Math.max(gap.afterUnixMs, gap.beforeUnixMs + 1),
      note: words.gap(gap.missing, gap.reason, gap.filledBy),
    });
  }

  if (unreadSince !== undefined) {
    parts.push({ kind: 'gap', from: unreadSince, to: Number.POSITIVE_INFINITY, note: '' });
  }

  return parts;
}

/** How a stretch is put into words. */
export interface StripWords {
  run(trades: number, firstId: number, lastId: number, notional: number, proof: string): string;
  gap(missing: number | null, reason: string, filledBy: string | null): string;
}
