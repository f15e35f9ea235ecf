import { beforeEach, describe, expect, it } from 'vitest';
import { createFileSource } from '../../src/report/model/fileSource';
import { decimalsOfReport } from '../../src/report/model/fileServices';
import type { ReportFile } from '../../src/report/model/file';
import { checkReport, dataId } from '../../src/report/model/read';
import { ofSymbol, shownSymbol, symbolsOf } from '../../src/report/model/symbols';
import { signalsOf } from '../../src/report/model/trades';
import { parseRoute, route } from '../../src/route/route';
import { report } from '../support/report';

// X's report with a second symbol, whose bars are a thousandth as dear and whose one trade was refused.
function shared(): ReportFile {
  const one = report();
  const { executed_orders, refused_orders, open_positions } = one.result;
  const chart = { ...one.chart, close: one.chart.close.map(close => (close ?? 0) / 1_000) };
  return {
    ...one,
    symbol: 'X',
    others: [{ symbol: 'Y', chart, open_interest: null, ledgers: one.ledgers.map(ledger => ({ ...ledger, role: `Y ${ledger.role}` })), explanations: one.explanations }],
    result: {
      ...one.result,
      market: 'X + Y',
      executed_orders: executed_orders.map(order => ({ ...order, symbol: 'X' })),
      refused_orders: refused_orders.map(order => ({ ...order, symbol: 'Y' })),
      open_positions: open_positions.map(position => ({ ...position, symbol: 'X' })),
    },
  };
}

describe('a report of several symbols', () => {
  beforeEach(() => void (route.value = parseRoute('#/backtest')));

  it('is read as one of one symbol is', () => {
    const { others } = checkReport(JSON.stringify({ format: dataId, version: 1, ...shared() }));
    expect(others?.[0]?.symbol).toBe('Y');
    expect(() => checkReport(JSON.stringify({ format: dataId, version: 1, ...shared(), others: [{ symbol: 'Y' }] }))).toThrow();
  });

  it('shows the first of them, or the one that the address names', () => {
    expect(symbolsOf(shared())).toEqual(['X', 'Y']);
    expect(shownSymbol(shared())).toBe('X');
    route.value = parseRoute('#/backtest?symbol=Y');
    expect(shownSymbol(shared())).toBe('Y');
    route.value = parseRoute('#/backtest?symbol=Z');
    expect(shownSymbol(shared())).toBe('X');
  });

  it('draws of each symbol its own bars and orders only', async () => {
    const [x, y] = [ofSymbol(shared(), 'X'), ofSymbol(shared(), 'Y')];
    expect(signalsOf(x).map(({ signal, outcome }) => [signal.baseSymbol, outcome])).toEqual([['X', 'Filled'], ['X', 'Filled'], ['X', 'Filled']]);
    expect(signalsOf(y).map(({ signal, outcome }) => [signal.baseSymbol, outcome])).toEqual([['Y', 'Rejected']]);
    const bars = await createFileSource(y).bars('Y', {});
    expect(bars.value.bars[0]?.close).toBe(0.011);
    const markets = await createFileSource(y).markets('Y');
    expect(markets.value.map(({ kind }) => kind)).toEqual(['SPOT', 'PERP']);
  });

  it('writes the prices of each with its own digits', () => {
    const digits = decimalsOfReport(shared());
    expect(digits('Y')).toBeGreaterThan(digits('X') as number);
    expect(digits()).toBe(digits('X'));
  });

  it('of one symbol is what it was', () => {
    const one = report();
    expect(ofSymbol(one, 'X')).toBe(one);
    expect(symbolsOf(one)).toEqual(['X']);
  });
});
