import { describe, expect, it } from 'vitest';
import type { PositionView } from '../../src/source/views';
import { enoughTrades, equityOf, exposureOf, profitOf, profitPercent, tradesOf, winRate } from '../../src/store/account';

const position = (some: Partial<PositionView>): PositionView =>
  ({ id: '1', symbol: 'BTC', side: 'LONG', quantity: 2, entryPrice: 100, price: 110, stakeUsd: 100, profitUsd: 19, closedAt: null, account: 'main', ...some }) as PositionView;

const trade = (closedUnixMs: number, profitUsd: number) => ({ closedUnixMs, profitUsd });

describe('closed trades', () => {
  it('stand oldest first; one whose result is not known is no trade that brought 0', () => {
    const positions = [position({ closedAt: '2026-11-30T02:00:00Z', profitUsd: 2 }), position({ closedAt: '2026-11-30T01:00:00Z', profitUsd: 1 }), position({ closedAt: '2026-11-30T03:00:00Z', profitUsd: null }), position({})];
    const { trades, without } = tradesOf(positions);
    expect([trades.map(one => one.profitUsd), without]).toEqual([[1, 2], 1]);
    expect(tradesOf(positions, Date.UTC(2026, 10, 30, 2)).trades.map(one => one.profitUsd)).toEqual([2]);
  });

  it('below thirty are too few to judge', () => {
    expect(winRate(Array.from({ length: 7 }, (_, at) => trade(at, 1)))).toMatchObject({ count: 7, isEnough: false });
    expect(winRate(Array.from({ length: enoughTrades }, (_, at) => trade(at, at % 3 === 0 ? -1 : 1)))).toEqual({ wins: 20, losses: 10, rate: 2 / 3, count: 30, isEnough: true });
  });

  it('that brought nothing are neither won nor lost', () => {
    expect(winRate([trade(1, 0)])).toMatchObject({ rate: null, count: 1 });
    expect(winRate([trade(1, 0), trade(2, 1)]).rate).toBe(1);
    expect(winRate([]).rate).toBeNull();
  });
});

describe('the equity curve', () => {
  const trades = [trade(1, 50), trade(2, -30), trade(3, -40), trade(4, 100)];

  it('ends with the worth of today', () => {
    const equity = equityOf(trades, 1_080);
    expect(equity.points.map(point => point.value)).toEqual([1_050, 1_020, 980, 1_080]);
    expect(equity.points.map(point => point.drawdownUsd)).toEqual([0, 30, 70, 0]);
    expect([equity.maxDrawdownUsd, equity.maxDrawdownShare, equity.profitUsd]).toEqual([70, 70 / 1_050, 80]);
  });

  it('counts a fall from where it began', () => expect(equityOf([trade(1, -10)], 90)).toMatchObject({ maxDrawdownUsd: 10, maxDrawdownShare: 0.1 }));

  it('without the worth is a sum of gains, with no share of anything', () => {
    const equity = equityOf(trades, null);
    expect(equity.points.map(point => point.value)).toEqual([50, 20, -20, 80]);
    expect([equity.isWorth, equity.maxDrawdownShare, equity.maxDrawdownUsd]).toEqual([false, null, 70]);
  });
});

describe('an open position', () => {
  it('has a gain after fees, or by prices alone', () => {
    expect([profitOf(position({}), true), profitOf(position({}), false), profitOf(position({ side: 'SHORT' }), false)]).toEqual([19, 20, -20]);
    expect(profitPercent(position({}), true)).toBe(19);
  });

  it('without a price, or without a stake, has none that is 0', () => {
    expect([profitOf(position({ price: null }), false), profitOf(position({ profitUsd: null }), true), profitPercent(position({ stakeUsd: 0 }), true)]).toEqual([null, null, null]);
  });

  it('of which the price is not known makes the exposure unknown', () => {
    expect(exposureOf([position({}), position({ quantity: 1 })])).toBe(330);
    expect(exposureOf([position({}), position({ price: null })])).toBeNull();
    expect(exposureOf([])).toBe(0);
  });
});
