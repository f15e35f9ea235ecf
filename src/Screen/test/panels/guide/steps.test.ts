import { describe, expect, test } from 'vitest';
import { reachedOf, stepNames, storyOf, type GuideFacts } from '../../../src/panels/guide/steps';
import type { PositionView, SignalRecord, SymbolView } from '../../../src/source/views';

const symbol = (name: string, price: number | null, spot: number, perp: number): SymbolView => ({ symbol: name, price, windowSpotCvd: spot, windowPerpCvd: perp }) as SymbolView;

const record = (id: string, action: 'Long' | 'Short' | 'Close', at: number, outcome: string, more: Partial<SignalRecord> = {}): SignalRecord =>
  ({ signal: { id, action, baseSymbol: 'DOGE', barCloseUnixMs: at, score: 6.25, entryPrice: 0.32582 }, outcome, detail: null, fillPrice: null, ...more }) as SignalRecord;

const facts = (some: Partial<GuideFacts>): GuideFacts => ({ speed: 60, symbols: [], signals: [], positions: [], ...some });

const reached = (all: GuideFacts): string[] => stepNames.filter(step => reachedOf(step, all, storyOf(all.signals, null)) !== null);

describe('the steps of the guide', () => {
  test('come about one after the other as a squeeze goes on', () => {
    const quiet = facts({ symbols: [symbol('BTC', null, 0, 0)] });
    const living = facts({ symbols: [symbol('BTC', 64_000, 3, 5)] });
    const divided = facts({ symbols: [symbol('BTC', 64_000, 1e5, -1e5), symbol('DOGE', 0.3, -2e6, 3e6)] });
    const entry = record('one', 'Short', 100, 'Pending');
    const given = { ...divided, signals: [entry] };
    const open = { ...given, positions: [{ signalId: 'one', entryPrice: 0.3258 } as PositionView] };
    const closed = { ...divided, signals: [record('out', 'Close', 200, 'Filled'), { ...entry, outcome: 'Filled' }] };

    expect([quiet, living, divided, given, open, closed].map(all => reached(all).length)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(reachedOf('divergence', divided, undefined)?.sentence).toContain('DOGE');
    expect(reachedOf('signal', given, entry)).toMatchObject({ place: { symbol: 'DOGE', at: 100 } });
  });

  test('tell what a position brought once that is known', () => {
    const result = { profitUsd: 2.62, holdingMinutes: 19, exitUnixMs: 300 } as SignalRecord['result'];
    const entry = record('one', 'Short', 100, 'Filled', { result: result! });

    const close = reachedOf('close', facts({ signals: [entry] }), entry);

    expect(close?.sentence).toMatch(/19 min.*\+2\.62/);
    expect(close?.place).toEqual({ symbol: 'DOGE', at: 300 });
  });

  test('follow one signal from its beginning to its end, and none that was refused', () => {
    const [first, second] = [record('one', 'Short', 100, 'Filled'), record('two', 'Long', 200, 'Filled')];

    expect(storyOf([record('no', 'Long', 50, 'Rejected')], null)).toBeUndefined();
    expect(storyOf([second, first], null)?.signal.id).toBe('one');
    expect(storyOf([second, first], 'two')?.signal.id).toBe('two');
  });
});
