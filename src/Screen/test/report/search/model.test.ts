import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/report/model/read';
import { axisOf, heatOf, levelsOf } from '../../../src/report/search/model/bins';
import { pointsOf } from '../../../src/report/search/model/points';
import { checkSearch } from '../../../src/report/search/model/read';
import type { Problem } from '../../../src/source/problem';
import { searchFile, searchJson } from '../../support/search';

function whatIsWrong(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return (error as Problem).detail;
  }

  return 'nothing';
}

describe('reading the data of a search', () => {
  it('takes what the console writes', () => expect(checkSearch(searchJson())).toMatchObject(searchFile()));

  it.each([
    ['another kind', searchJson({ format: 'squeezeflow-backtest' }), 'format is "squeezeflow-backtest"; it should be squeezeflow-search'],
    ['a later version', searchJson({ version: 2 }), 'version 2'],
    ['data that are no JSON', '{', 'cannot be read'],
    ['a verdict that is missing', searchJson({ result: { ...searchFile().result, verdict: undefined } }), 'result.verdict is missing'],
    ['columns of unequal length', searchJson({ candidates: { ...searchFile().candidates, fold: [1] } }), 'entry.minScore has 6 values, fold has 1'],
  ])('refuses %s and says what is wrong', (_, json, words) => expect(whatIsWrong(() => checkSearch(json))).toContain(words));

  it('is not tried by the page of back-tests, which says so', () =>
    expect(whatIsWrong(() => readReport(`<script type="application/json" id="squeezeflow-search">${searchJson()}</script>`))).toContain('report of a search'));
});

describe('two parameters', () => {
  const { space } = searchFile().result;
  const [score, rate] = [axisOf(space[0]!), axisOf(space[1]!)];
  const { values, measures } = searchFile().candidates;

  it('have a place for each step where those are few', () => {
    expect(score.labels).toEqual(['4', '5', '6']);
    expect([4, 5, 6].map(score.placeOf)).toEqual([0, 1, 2]);
    expect(axisOf({ name: 'x', low: 0, high: 0.3, step: 0.1, log: false }).labels).toEqual(['0', '0.1', '0.2', '0.3']);
  });

  it('have ten parts of equal length or ratio where there are many values', () => {
    expect([1, 1.9, 2.1, 999, 1_000].map(rate.placeOf)).toEqual([0, 0, 1, 9, 9]);
    expect([rate.labels.length, rate.labels[0]]).toEqual([10, '1 – 1.995']);
    expect(axisOf({ name: 'x', low: 0, high: 100, step: 1, log: false }).placeOf(55)).toBe(5);
  });

  it('are judged by the middle of their candidates, not by the best', () => {
    const cells = heatOf(score, values['entry.minScore']!, rate, values['flow.rate']!, measures['objective']!);
    expect(cells[3]![1]).toEqual({ median: 4, best: 5, count: 2 });
    expect(cells[9]![2]).toEqual({ median: null, best: null, count: 1 });
    expect(cells[5]![0]).toEqual({ median: null, best: null, count: 0 });
    expect(cells.flat().reduce((sum, cell) => sum + cell.count, 0)).toBe(6);
  });

  it('may be one', () => {
    const cells = heatOf(score, values['entry.minScore']!, null, null, measures['objective']!);
    expect(cells).toEqual([[{ median: 2, best: 3, count: 2 }, { median: 3, best: 5, count: 3 }, { median: null, best: null, count: 1 }]]);
    expect(levelsOf(cells, 5)).toEqual([[0, 4, null]]);
  });
});

describe('in sample against out of sample', () => {
  it('has what each fold chose, of a walk-forward', () => expect(pointsOf(searchFile())).toEqual({ by: 'sharpe', shown: [{ inside: 2, outside: -1 }], left: 1, worse: 1, losing: 1 }));

  it('has the mean return of a day where tests are too short for a ratio', () => {
    const file = searchFile();
    const folds = file.result.folds!.map(fold => ({ ...fold, train_to: fold.train_from + 2 * 86_400, test_to: fold.test_from + 86_400, in_sample: { sharpe: 3, return: 4 }, out_of_sample: { sharpe: null, return: -1 } }));
    expect(pointsOf({ ...file, result: { ...file.result, folds } })).toMatchObject({ by: 'return', shown: [{ inside: 2, outside: -1 }, { inside: 2, outside: -1 }], left: 0 });
  });

  it('has every candidate in both halves of the time, of a search', () => {
    const { folds: _, ...result } = searchFile().result;
    expect(pointsOf({ ...searchFile(), result })).toEqual({ by: 'sharpe', shown: [{ inside: 1, outside: 2 }, { inside: 2, outside: 1 }, { inside: 1, outside: -1 }, { inside: 1, outside: 1 }], left: 2, worse: 0.5, losing: 0.25 });
  });
});
