import type { LedgerView } from '../../source/views';
import { reportTexts } from '../../texts/report';
import type { ReportFile } from './file';

/** What of each market is in its file, as a strip shows it. A file tells of rows, not of trades: how many those are is not known. */
export function ledgersOf({ ledgers }: ReportFile): LedgerView[] {
  return ledgers.map(({ role, market, runs, gaps }) => ({
    market,
    from: '',
    to: '',
    completeMinutes: minutes(runs.filter(run => run.is_whole)),
    partialMinutes: minutes(runs.filter(run => !run.is_whole)),
    unknownMinutes: minutes(gaps),
    runs: runs.map(run => ({
      market, fromUnixMs: run.from * 1_000, toUnixMs: run.to * 1_000, firstId: 0, lastId: 0, trades: Number.NaN, buyNotional: run.buy, sellNotional: run.sell, gapsFound: 0, gapsFilled: 0,
      state: run.is_whole ? 'Complete' : 'Partial', proof: reportTexts.rows(run.rows), feedId: role, epoch: 0,
    })),
    gaps: gaps.map(gap => ({ market, beforeId: 0, beforeUnixMs: gap.from * 1_000, afterId: 0, afterUnixMs: gap.to * 1_000, missing: null, reason: reportTexts.noRows(gap.rows), filledBy: null })),
  }));
}

/** Part of the rows that are there; null where a file does not tell how many there should be. */
export function completeShare({ ledgers }: ReportFile): number | null {
  const [rows, expected] = ledgers.reduce<[number, number | null]>(([some, all], ledger) => [some + ledger.rows, all === null || ledger.expected === null ? null : all + ledger.expected], [0, 0]);
  return expected === null || expected === 0 ? null : rows / expected;
}

function minutes(stretches: readonly { readonly from: number; readonly to: number }[]): number {
  return Math.round(stretches.reduce((sum, { from, to }) => sum + to - from, 0) / 60);
}
