import type { Gap, LedgerView } from '../source/views';
import { coverageOf } from './coverage';

/** What an hour of a market is, the worst that can be said of it: a hole that is open, something missing, a hole that was filled, whole, or without evidence. */
export type CellKind = 'gap' | 'partial' | 'filled' | 'complete' | 'some' | 'unknown';

/** An hour of a market. */
export interface HeatCell {
  readonly fromUnixMs: number;
  readonly kind: CellKind;
  /** Share of the hour, as far as it has passed, that is proven complete. */
  readonly completeShare: number;
  readonly openGaps: number;
  readonly filledGaps: number;
}

/** A market with its hours. */
export interface HeatRow {
  readonly market: string;
  readonly symbol: string;
  readonly cells: readonly HeatCell[];
}

const hourMs = 3_600_000;

// The ledger's rows end with the second that closed last: what has just begun is not yet proven.
const slackMs = 60_000;

/** Begins of the hours up to now, oldest first. */
export function hoursUpTo(now: number, count: number): readonly number[] {
  const last = Math.floor(now / hourMs) * hourMs;
  return Array.from({ length: count }, (_, place) => last - (count - 1 - place) * hourMs);
}

/** The hours of one market. Hours end at the full hour of UTC, the last one now. */
export function heatRow(symbol: string, ledger: LedgerView, hours: readonly number[], now: number): HeatRow {
  return { market: ledger.market, symbol, cells: hours.map(from => cellOf(ledger, from, Math.min(from + hourMs, now))) };
}

/** Rows with the worst first: markets with open holes, then with anything missing, then by name. */
export function worstFirst(rows: readonly HeatRow[]): readonly HeatRow[] {
  const badness = (row: HeatRow): number => row.cells.reduce((sum, cell) => sum + (cell.kind === 'gap' ? 1_000 : cell.kind === 'partial' ? 1 : 0), 0);
  return [...rows].sort((a, b) => badness(b) - badness(a) || a.market.localeCompare(b.market));
}

function cellOf(ledger: LedgerView, from: number, to: number): HeatCell {
  const touching = ledger.gaps.filter(gap => touches(gap, from, to));
  const openGaps = touching.filter(gap => gap.filledBy === null).length;
  const filledGaps = touching.length - openGaps;
  const length = Math.max(0, to - from);
  const { completeMs, partialMs } = coverageOf(ledger.runs, from, to);
  const completeShare = length === 0 ? 0 : completeMs / length;
  const isWhole = completeMs >= length - slackMs && length > 0 && completeMs > 0;
  const kind: CellKind = openGaps > 0 ? 'gap' : partialMs > 0 ? 'partial' : filledGaps > 0 ? 'filled' : isWhole ? 'complete' : completeMs > 0 ? 'some' : 'unknown';
  return { fromUnixMs: from, kind, completeShare, openGaps, filledGaps };
}

function touches(gap: Gap, from: number, to: number): boolean {
  return gap.beforeUnixMs < to && gap.afterUnixMs >= from;
}
