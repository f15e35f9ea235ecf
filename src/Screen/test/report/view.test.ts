import { describe, expect, it } from 'vitest';
import { drawdownOf, frameOf, pathsOf } from '../../src/report/view/lines';
import { figuresOf } from '../../src/report/view/summary';
import { report } from '../support/report';

const figure = (some: object, name: string): string | undefined => figuresOf({ ...report().result, ...some }).find(one => one.name === name)?.value;

describe('the summary of a report', () => {
  it('does not judge by a few trades or days, and says how few they are', () => {
    expect(figure({}, 'Win rate')).toBe('n = 1, too few to judge');
    expect(figure({}, 'Profit factor')).toBe('no losses · n = 1, too few to judge');
    expect(figure({}, 'Sharpe, Sortino')).toBe('1 day, too few to judge');
  });

  it('gives the rate with its count where there are enough', () => {
    const metrics = { ...report().result.metrics, win_rate_percent: 50, profit_factor: 1.5, days: 30, sharpe: 1.25, sortino: -2 };
    expect(figure({ closed: 40, wins: 20, metrics }, 'Win rate')).toBe('50.0\u202f% · 20 of 40');
    expect(figure({ closed: 40, wins: 20, metrics }, 'Profit factor')).toBe('1.50');
    expect(figure({ closed: 40, wins: 20, metrics }, 'Sharpe, Sortino')).toBe('1.25, \u22122.00');
  });

  it('tells the marked equity apart where the profile leaves the open gain out', () => {
    expect(figure({}, 'Equity, marked')).toBeUndefined();
    expect(figure({ equity_explained: { equity_marked: 10_400, open_gain_is_in_equity: false } }, 'Equity, marked')).toBe('10,400.00');
  });

  it('leaves out what is not known', () => expect(figure({ buy_and_hold: null }, 'Buy and hold')).toBeUndefined());
});

describe('lines', () => {
  const line = (values: readonly (number | null)[]) => values.map((value, at) => ({ at, value }));

  it('break where a value is not known', () => {
    const points = line([1, 2, null, 3, 4]);
    expect(pathsOf(points, frameOf([points])!)).toHaveLength(2);
  });

  it('of many points keep the extremes of every column', () => {
    const points = line(Array.from({ length: 50_000 }, (_, at) => (at === 33_333 ? -1 : at === 40_001 ? 5 : 1)));
    const [path] = pathsOf(points, frameOf([points])!);
    expect(path!.split(' ').length).toBeLessThan(4_100);
    expect([path!.includes(',156.0'), path!.includes(',4.0')]).toEqual([true, true]);
  });

  it('fall from the highest before, the beginning included', () => expect(drawdownOf(line([90, 110, 99, null, 121]), 100).map(point => point.value)).toEqual([-10, 0, -10, null, 0]));

  it('without a point have no frame', () => expect(frameOf([line([null])])).toBeNull());
});
