import { describe, expect, it } from 'vitest';
import type { Gap, LedgerRun, LedgerView } from '../../src/source/views';
import { coverageOf } from '../../src/store/coverage';
import { heatRow, hoursUpTo, worstFirst } from '../../src/store/heatMap';

const hour = 3_600_000;
const run = (fromUnixMs: number, toUnixMs: number, state: LedgerRun['state'] = 'Complete'): LedgerRun => ({ fromUnixMs, toUnixMs, state }) as LedgerRun;
const gap = (beforeUnixMs: number, afterUnixMs: number, filledBy: string | null = null): Gap => ({ market: 'A:x', beforeId: 1, afterId: 2, beforeUnixMs, afterUnixMs, filledBy, missing: 1, reason: 'ids' });
const ledger = (runs: readonly LedgerRun[], gaps: readonly Gap[] = [], market = 'A:x'): LedgerView => ({ market, runs, gaps }) as unknown as LedgerView;

describe('coverage', () => {
  it('counts what is proven, once where rows overlap, and not what lies outside', () => expect(coverageOf([run(-5, 4), run(2, 6), run(20, 30)], 0, 10)).toEqual({ completeMs: 6, partialMs: 0 }));

  it('takes doubt within a proven row for doubt', () => expect(coverageOf([run(0, 10), run(3, 5, 'Partial')], 0, 10)).toEqual({ completeMs: 8, partialMs: 2 }));

  it('takes nothing for proof that is none', () => expect(coverageOf([run(0, 10, 'Unknown')], 0, 10)).toEqual({ completeMs: 0, partialMs: 0 }));
});

describe('the heat map', () => {
  const kinds = (runs: readonly LedgerRun[], gaps: readonly Gap[] = [], now = 2 * hour): string[] => heatRow('X', ledger(runs, gaps), [0, hour], now).cells.map(cell => cell.kind);

  it('ends with the hour that is now', () => expect(hoursUpTo(5.5 * hour, 3)).toEqual([3 * hour, 4 * hour, 5 * hour]));

  it('tells what is whole from what has no evidence', () => {
    expect(kinds([run(0, hour)])).toEqual(['complete', 'unknown']);
    expect(kinds([run(0, hour / 2)])).toEqual(['some', 'unknown']);
    expect(kinds([])).toEqual(['unknown', 'unknown']);
  });

  it('asks of the hour that is now only what has passed of it', () => expect(kinds([run(0, 1.5 * hour)], [], 1.5 * hour)).toEqual(['complete', 'complete']));

  it('shows the worst: an open hole before something missing before a filled hole', () => {
    const whole = [run(0, 2 * hour)];
    expect(kinds(whole, [gap(10, 20)])).toEqual(['gap', 'complete']);
    expect(kinds([...whole, run(0, 60_000, 'Partial')], [gap(10, 20, 'trades')])).toEqual(['partial', 'complete']);
    expect(kinds(whole, [gap(10, 20, 'trades')])).toEqual(['filled', 'complete']);
  });

  it('shows a hole in every hour that it touches', () => expect(kinds([], [gap(hour - 5, hour + 5)])).toEqual(['gap', 'gap']));

  it('has markets with open holes first, then by name', () => {
    const rows = [heatRow('X', ledger([run(0, hour)], [], 'A:a'), [0], hour), heatRow('X', ledger([run(0, hour)], [gap(1, 2)], 'B:b'), [0], hour), heatRow('X', ledger([run(0, 9, 'Partial')], [], 'C:c'), [0], hour)];
    expect(worstFirst(rows).map(row => row.market)).toEqual(['B:b', 'C:c', 'A:a']);
  });
});
