import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/report/model/read';
import type { Problem } from '../../src/source/problem';
import { report, reportHtml } from '../support/report';

describe('reading the file of a report', () => {
  const whatIsWrong = (text: string): string => {
    try {
      readReport(text);
    } catch (error) {
      return (error as Problem).detail;
    }

    return 'nothing';
  };

  it('finds its data, and runs nothing of it', () => {
    expect(readReport(reportHtml())).toMatchObject(report());
    expect('hit' in globalThis).toBe(false);
  });

  it('keeps what is written in it as text', () => expect(readReport(reportHtml({ title: '</script><img src=x onerror=hit()>' })).title).toBe('</script><img src=x onerror=hit()>'));

  const chart = report().chart;
  it.each([
    ['an empty file', ' \n', 'empty'],
    ['another file', '<html><svg></svg></html>', 'no block of data'],
    ['a file that was cut off', reportHtml().slice(0, 900), 'cut off'],
    ['data that are no JSON', reportHtml().replace('{"format"', '{format'), 'cannot be read'],
    ['data of another kind', reportHtml({ format: 'other' }), 'format is "other"; it should be squeezeflow-backtest'],
    ['data of a later version', reportHtml({ version: 2 }), 'version 2; this screen reads version 1'],
    ['a field that is missing', reportHtml({ result: { ...report().result, equity: undefined } }), 'result.equity is missing; it should be a number'],
    ['a field of another kind', reportHtml({ result: { ...report().result, executed_orders: [{ ...report().result.executed_orders[0], side: 'HOLD' }] } }), 'result.executed_orders[0].side is "HOLD"'],
    ['columns of unequal length', reportHtml({ chart: { ...chart, close: [1, 2] } }), 'chart.close has 2 values, chart.t has 7'],
    ['times that do not rise', reportHtml({ chart: { ...chart, t: [...chart.t].reverse() } }), 'chart.t[1] is not later'],
    ['a number beyond all', reportHtml().replace('"cash":10147.2', '"cash":1e999'), 'result.cash is Infinity; it should be a number'],
    ['a time that is none', reportHtml({ result: { ...report().result, first: 9e15 } }), 'result.first is 9000000000000000; it should be a time'],
    ['no bar at all', reportHtml({ chart: { ...chart, ...Object.fromEntries(['t', 'open', 'high', 'low', 'close', 'spot_buy', 'spot_sell', 'perp_buy', 'perp_sell'].map(name => [name, []])) } }), 'without a bar'],
    ['bars of no length', reportHtml({ chart: { ...chart, timeframe: 'long' } }), 'chart is long'],
  ])('refuses %s and says what is wrong', (_, text, words) => expect(whatIsWrong(text)).toContain(words));
});
