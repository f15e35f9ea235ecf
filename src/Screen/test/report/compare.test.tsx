import { render } from 'preact';
import { describe, expect, it } from 'vitest';
import { CompareView } from '../../src/report/compare/compareView';
import { checkComparison } from '../../src/report/compare/comparison';

const known = (estimate: number) => ({ estimate, low: null, high: null });

const json = (some: object = {}): string => JSON.stringify({
  format: 'squeezeflow-comparison', version: 1, title: 'a.json and b.json', program: '1.0.0', kind: 'back-test',
  a: { file: 'a.json', program: '1.0.0', market: 'X', verdict: null }, b: { file: 'b.json', program: '1.0.0', market: 'X', verdict: 'No edge is shown.' },
  figures: [{ name: 'net_profit', words: 'net profit, USD', a: known(-70.144), b: { estimate: 1.5, low: -2, high: 12.25 }, difference: 71.644 }, { name: 'sharpe', words: 'Sharpe ratio', a: { estimate: null, low: null, high: null }, b: known(2), difference: null }],
  differences: [{ of: 'costs', name: 'fee', a: '0.1 %', b: '<b>0 %</b>' }], notes: ['A has 6 closed trades, fewer than 30: too few to judge'], ...some,
});

const shown = (data: string): HTMLElement => {
  const root = document.createElement('div');
  render(<CompareView file={checkComparison(data)} />, root);
  return root;
};

const rows = (root: HTMLElement): string[][] => [...root.querySelectorAll('tbody tr')].map(row => [...row.children].map(cell => cell.textContent ?? ''));

describe('two results side by side', () => {
  it('have their figures, and what they were not made alike with, as text', () => {
    const root = shown(json());
    expect(rows(root)).toEqual([
      ['net profit, USD', '−70.14', '1.50 (−2.00 to 12.25)', '71.64'], ['Sharpe ratio', '–', '2.00', '–'], ['costs', 'fee', '0.1 %', '<b>0 %</b>'],
    ]);
    expect(root.textContent).toContain('too few to judge');
    expect(root.textContent).toContain('X · No edge is shown.');
  });

  it('that were made alike say so', () => expect(shown(json({ differences: [] })).textContent).toContain('The same data, settings, costs, parameters and version.'));

  it('of a later version are refused', () => expect(() => checkComparison(json({ version: 2 }))).toThrow('version 2'));
});
