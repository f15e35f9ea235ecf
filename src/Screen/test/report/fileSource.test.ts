import { describe, expect, it } from 'vitest';
import { followScores } from '../../src/chart/extra/scores';
import { createChartModel } from '../../src/chart/model';
import { createFileServices } from '../../src/report/model/fileServices';
import { createFileSource } from '../../src/report/model/fileSource';
import { report, start, step } from '../support/report';

const at = (bar: number): number => (start + bar * step) * 1_000;

describe('a report as a source', () => {
  const file = report();
  const source = createFileSource(file);

  it('gives the bars that it holds', async () => {
    const { value } = await source.bars('X', { timeframe: '15m', from: at(2), to: at(5) });
    expect(value.bars.map(bar => [bar.openUnixMs, bar.open, bar.high, bar.low, bar.close, bar.buyNotional, bar.sellNotional, bar.partial])).toEqual([
      [at(2), 12, 14, 11, 13, 5, 6, false], [at(4), 14, 16, 13, 15, 6, 6, false],
    ]);
  });

  it('gives deltas, and does not take what is not known for nothing', async () => {
    const { value } = await source.cvd('X', { timeframe: '15m' });
    expect(value.spotDelta).toEqual([3, 3, 3, 3, 3, 3, 3]);
    expect(value.perpDelta).toEqual([-3, -3, Number.NaN, -3, -3, -3, -3]);
  });

  it('folds bars to multiples of their length, and marks those that lack something', async () => {
    const [bars, cvd] = await Promise.all([source.bars('X', { timeframe: '1h' }), source.cvd('X', { timeframe: '1h' })]);
    expect(bars.value.bars.map(bar => [bar.openUnixMs, bar.open, bar.high, bar.low, bar.close, bar.partial])).toEqual([[at(0), 10, 14, 9, 13, true], [at(4), 14, 17, 12, 14, false]]);
    expect([cvd.value.spotDelta, cvd.value.perpDelta, cvd.value.partialUnixMs]).toEqual([[9, 12], [Number.NaN, -12], [at(0)]]);
  });

  it('gives the turnover of each market by itself', async () => {
    const [markets, bars] = await Promise.all([source.markets('X'), source.bars('X', { timeframe: '1h', by: 'market' })]);
    expect(markets.value).toEqual([{ market: 'spot.csv', kind: 'SPOT' }, { market: 'B:x', kind: 'PERP' }]);
    expect(bars.value.bars.map(bar => [bar.market, bar.openUnixMs, bar.buyNotional, bar.sellNotional])).toEqual([['spot.csv', at(0), 15, 6], ['spot.csv', at(4), 20, 8], ['B:x', at(0), Number.NaN, 12], ['B:x', at(4), 4, 16]]);
  });

  it('offers its own length and longer ones, and refuses a shorter one', async () => {
    expect(source.timeframes).toEqual(['15m', '1h', '4h', '1d']);
    await expect(source.bars('X', { timeframe: '5m' })).rejects.toMatchObject({ title: 'There are no bars of 5m' });
  });

  it('tells a hole of a file as a gap of that market', async () => {
    const { value } = await source.ledger('X', 0, undefined);
    expect(value.map(ledger => [ledger.market, ledger.gaps.map(gap => [gap.beforeUnixMs, gap.afterUnixMs, gap.missing, gap.reason])])).toEqual([['spot.csv', [[at(3), at(4), null, '1 row missing in the file']]], ['B:x', []]]);
  });

  it('tells orders that were filled and such that were not as signals, newest first', async () => {
    const { value } = await source.signals(9);
    expect(value.map(({ signal, outcome, detail }) => [signal.action, signal.barCloseUnixMs, outcome, detail])).toEqual([
      ['Short', at(5), 'Filled', null], ['Long', at(5), 'Rejected', '15 min of bars are missing'], ['Close', at(3), 'Filled', null], ['Long', at(1), 'Filled', null],
    ]);
    expect((await source.orders(9)).value.map(order => order.rule)).toEqual([null, 'gap', null, null]);
  });

  it('tells trades as positions, the open one at the last close and after the fee that is paid', async () => {
    const { value } = await source.positions(9);
    expect(value.map(one => [one.side, one.price, one.profitUsd, one.closedAt, one.exitReason])).toEqual([['SHORT', 13, 19.85, null, null], ['LONG', 14, 297.5, new Date(at(4)).toISOString(), 'range break']]);
  });

  it('fills at the close that decided where the reference system does', async () => {
    const original = createFileSource({ ...file, result: { ...file.result, profile: 'Original' } });
    expect((await original.positions(9)).value[1]).toMatchObject({ openedAt: new Date(at(1)).toISOString(), closedAt: new Date(at(3)).toISOString() });
  });

  it('explains the bars that it tells of, and says why it does not explain another', async () => {
    expect((await source.explain('X', at(1))).value).toEqual({
      symbol: 'X', barCloseUnixMs: at(1), profile: 'Corrected', bars: 1, decision: 'LONG', score: 7.25, scoreNeeded: 6, firstFailure: null,
      steps: [{ phase: 4, name: 'score', actual: '7.25', required: '>= 6', passed: true }, { phase: 4, name: 'bias', actual: '5', required: '', passed: null }],
    });
    expect((await source.explain('X', null)).value).toMatchObject({ barCloseUnixMs: at(8), firstFailure: 'phase 4: score 5, needed >= 6' });
    await expect(source.explain('X', at(2))).rejects.toMatchObject({ message: expect.stringContaining('2 of 7 evaluations') });
  });

  it('has no open interest where the back-test had none, and says so', async () => {
    await expect(source.openInterest('X', undefined)).rejects.toThrow('--oi');
    const known = createFileSource({ ...file, open_interest: { t: [start, start + 1], usd: [5, null] } });
    expect((await known.openInterest('X', undefined)).value).toMatchObject({ unixMs: [at(0), at(0) + 1_000], openInterestUsd: [5, null] });
  });
});

describe('the chart of a report', () => {
  it('tells the score of every bar that was scored, all at once', async () => {
    const scores = followScores(createFileServices(report()), 'X');
    const told: number[] = [];
    const end = scores.of.subscribe(all => told.push(all.size));
    await new Promise(resolve => setTimeout(resolve));
    end();
    scores.stop();
    expect([...scores.of.value]).toEqual([[at(8), 5], [at(1), 7.25]]);
    expect([told, scores.needed.value]).toEqual([[1, 2], 6]);
  });

  it('draws no bar, no wick and no line where a file has a hole, and no bar as forming', async () => {
    const model = createChartModel(createFileServices(report()), 'X', '15m', null);
    await new Promise(resolve => setTimeout(resolve));
    const content = model.content.value;
    model.stop();
    expect(content?.plot.places.map(place => place.state)).toEqual(['whole', 'whole', 'whole', 'gap', 'whole', 'whole', 'whole', 'whole']);
    expect(content?.plot.places[3]).toMatchObject({ bucket: null, spot: null, perp: null });
    expect(content?.isLive).toBe(false);
    expect(content?.marks.map(mark => [mark.place, mark.text, mark.kind])).toEqual([[0, 'L 7.3', 'accepted'], [2, 'exit', 'exit'], [4, 'S 6.0', 'accepted'], [4, 'L 6.5', 'refused']]);
    expect(content?.holdings.map(one => [one.from, one.to, one.isOpen])).toEqual([[1, 4, false], [5, 7, true]]);
  });
});
