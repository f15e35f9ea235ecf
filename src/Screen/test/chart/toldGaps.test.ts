import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { toldLedgers } from '../../src/chart/toldGaps';
import type { ChartWindow } from '../../src/chart/window';
import type { Gap, LedgerView } from '../../src/source/views';
import { bucket, gap, ledger, minute } from '../support/flow';

const windowOf = (ledgers: readonly LedgerView[], isLive = true): ChartWindow =>
  ({ symbol: 'BTC', timeframe: '1m', lengthMs: minute, buckets: [bucket(10 * minute), bucket(11 * minute)], ledgers, isLive, isFirst: false });

describe('ledgers of a chart', () => {
  it('have a gap as soon as it is told, and have it filled as soon as that is told', () => {
    const gaps = signal<readonly Gap[]>([]);
    const ledgers = toldLedgers(signal<ChartWindow | undefined>(windowOf([ledger([])])), gaps);
    expect(ledgers.value[0]?.gaps).toEqual([]);
    gaps.value = [gap(10 * minute, 15 * minute)];
    expect(ledgers.value[0]?.gaps.map(one => one.filledBy)).toEqual([null]);
    gaps.value = [gap(10 * minute, 15 * minute, { filledBy: 'rest' })];
    expect(ledgers.value[0]?.gaps.map(one => one.filledBy)).toEqual(['rest']);
  });

  it('believe what was told rather than what was read before it, and keep what nobody told', () => {
    const read = [gap(10 * minute, 11 * minute), gap(minute, 12 * minute, { beforeId: 0 })];
    const ledgers = toldLedgers(signal<ChartWindow | undefined>(windowOf([ledger([], read)])), signal<readonly Gap[]>([gap(10 * minute, 11 * minute, { filledBy: 'rest' })]));
    expect(ledgers.value[0]?.gaps.map(one => [one.beforeUnixMs / minute, one.filledBy])).toEqual([[1, null], [10, 'rest']]);
  });

  it('have none of another market or another time', () => {
    const told = [gap(2 * minute, 9 * minute), gap(13 * minute, 14 * minute), { ...gap(10 * minute, 11 * minute), market: 'OKX:x' }];
    const of = (isLive: boolean) => toldLedgers(signal<ChartWindow | undefined>(windowOf([ledger([])], isLive)), signal<readonly Gap[]>(told)).value[0]?.gaps.map(one => one.beforeUnixMs / minute);
    expect([of(true), of(false)]).toEqual([[13], []]);
  });

  it('stay the same while nothing of theirs changes', () => {
    const gaps = signal<readonly Gap[]>([gap(10 * minute, 11 * minute)]);
    const ledgers = toldLedgers(signal<ChartWindow | undefined>(windowOf([ledger([])])), gaps);
    const before = ledgers.value;
    gaps.value = [...gaps.value, { ...gap(10 * minute, 11 * minute), market: 'OKX:x' }];
    expect(ledgers.value).toBe(before);
  });
});
