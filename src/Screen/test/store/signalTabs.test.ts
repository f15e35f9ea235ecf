import { describe, expect, it } from 'vitest';
import type { OrderView, SignalRecord } from '../../src/source/views';
import { counts, daysOf, filtered, scoreParts, signalRows, tabOf } from '../../src/store/signalTabs';

const record = (id: string, outcome: string, barCloseUnixMs: number, baseSymbol = 'BTC'): SignalRecord =>
  ({ signal: { id, baseSymbol, barCloseUnixMs, action: 'Long', score: 7, reasoning: '' }, outcome, detail: null, fillPrice: null }) as unknown as SignalRecord;

const order = (signalId: string, rule: string | null): OrderView => ({ signalId, rule }) as unknown as OrderView;

const none = { symbol: '', reason: '', day: '' };

// 23:30 UTC is the next day in Berlin.
const late = Date.UTC(2026, 10, 29, 23, 30);

describe('signals', () => {
  it.each([['Filled', 'accepted'], ['Accepted', 'accepted'], ['Pending', 'accepted'], ['Unknown', 'accepted'], ['Rejected', 'refused'], ['Expired', 'expired']])('that are %s stand in the tab %s', (outcome, tab) =>
    expect(tabOf(record('a', outcome, 0))).toBe(tab));

  it('stand newest first, with the rule that refused them', () => {
    const rows = signalRows([record('old', 'Rejected', 1), record('new', 'Rejected', 2), record('late', 'Expired', 0)], [order('old', 'cooldown')]);
    expect(rows.map(row => [row.record.signal.id, row.rule])).toEqual([['new', null], ['old', 'cooldown'], ['late', 'age']]);
  });

  it('are filtered by coin, by rule and by the day in the chosen zone', () => {
    const rows = signalRows([record('a', 'Rejected', late), record('b', 'Rejected', late, 'ETH'), record('c', 'Filled', late)], [order('a', 'room')]);
    const ids = (filter: Partial<typeof none>, zone = 'UTC', tab: 'refused' | 'accepted' = 'refused'): string[] => filtered(rows, tab, { ...none, ...filter }, zone).map(row => row.record.signal.id);
    expect(ids({ symbol: 'ETH' })).toEqual(['b']);
    expect(ids({ reason: 'room' })).toEqual(['a']);
    expect(ids({ reason: 'other' })).toEqual(['b']);
    expect(ids({ day: '2026-11-29' })).toEqual(['a', 'b']);
    expect(ids({ day: '2026-11-29' }, 'Europe/Berlin')).toEqual([]);
    expect(ids({ day: '2026-11-30' }, 'Europe/Berlin')).toEqual(['a', 'b']);
    expect(daysOf(rows, 'Europe/Berlin')).toEqual(['2026-11-30']);
  });

  it('are counted in each tab; a rule leaves what was not refused as it is', () => {
    const rows = signalRows([record('a', 'Rejected', 1), record('b', 'Rejected', 1), record('c', 'Filled', 1)], [order('a', 'room')]);
    expect(counts(rows, { ...none, reason: 'room' }, 'UTC')).toEqual({ accepted: 1, refused: 1, expired: 0 });
  });

  it('tell the parts of their score', () =>
    expect(scoreParts('SpotUpFuturesDown: spot +$664k, perpetuals -$2.18M; deceleration 3.36, absorption 3, failed breakdown 0, bias 1.92')).toEqual([
      { name: 'deceleration', points: 3.36 }, { name: 'absorption', points: 3 }, { name: 'failed breakdown', points: 0 }, { name: 'bias', points: 1.92 },
    ]));

  it('of somebody else have a score without parts', () => expect(scoreParts('breakout of the range')).toEqual([]));
});
