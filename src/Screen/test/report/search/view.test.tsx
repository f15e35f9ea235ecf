import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { SearchView } from '../../../src/report/search/view/searchView';
import { adjust } from '../../../src/route/route';
import { searchFile } from '../../support/search';

const shown = (file = searchFile()): HTMLElement => {
  const root = document.createElement('div');
  render(<SearchView file={file} />, root);
  return root;
};

const panel = (root: HTMLElement, title: string): Element => root.querySelector(`section[aria-label="${title}"]`)!;

const rows = (root: HTMLElement, title: string): string[][] => [...panel(root, title).querySelectorAll('tbody tr')].map(row => [...row.children].map(cell => cell.textContent ?? ''));

describe('the report of a walk-forward', () => {
  afterEach(() => adjust({ x: '', y: '', of: '' }));

  it('says the verdict first, and then what it rests on', () => {
    const root = shown();
    expect([...root.querySelectorAll('section')].map(section => section.getAttribute('aria-label'))).toEqual([
      'Verdict', 'In sample and out of sample', 'Evidence: all tests together', 'Account', 'In sample against out of sample', 'Two parameters', 'Months', 'Distribution', 'Trades', 'Data', 'Search', 'Back-tests',
    ]);
    expect(panel(root, 'Verdict').textContent).toContain('Fewer than 30 closed trades (1), too few to judge: no edge is shown.');
  });

  it('has folds with both sides, also one that chose nothing', () => {
    const folds = rows(shown(), 'In sample and out of sample');
    expect(folds[0]).toEqual(['1', '1 Jan 00:00:00', '1 Jan 00:30:00', '1 Jan 01:00:00', '2.00', '−1.00', '+310.00', '▲ +297.50', '4', '1', '50.0\u202f%', 'entry.minScore 5, flow.rate 12.3457']);
    expect(folds[1]?.slice(4)).toEqual(['–', '–', '–', '–', '–', '–', '–', 'none has an objective and keeps to the constraints']);
  });

  it('gives figures with their intervals, and marks signals that change', () => {
    const evidence = new Map(rows(shown(), 'Evidence: all tests together').map(([name, found]) => [name, found]));
    expect(evidence.get('Sharpe ratio')).toBe('1.50 (0.50 to 2.50)');
    expect(evidence.get('Profit factor')).toBe('– (– to –)');
    expect(evidence.get('Look ahead')).toBe('no signal changes (40 signals, 12 cuts)');
    expect(evidence.get('Warm-up')).toBe('signals change in 1 of 6 cuts');
  });

  it('lists trades with their fold', () => {
    const [trade] = rows(shown(), 'Trades');
    expect(trade?.slice(0, 3)).toEqual(['1', '▲ 1 LONG', '1 Jan 00:15:00']);
  });

  it('draws the two parameters and the measure that are chosen', () => {
    expect(panel(shown(), 'Two parameters').querySelector('caption')?.textContent).toBe('objective by entry.minScore and flow.rate');
    adjust({ x: 'flow.rate', of: 'net_profit' });
    const heat = panel(shown(), 'Two parameters');
    expect(heat.querySelector('caption')?.textContent).toBe('net_profit by flow.rate and entry.minScore');
    expect([...heat.querySelectorAll('tbody th')].map(head => head.textContent)).toEqual(['6', '5', '4']);
    expect(heat.textContent).toContain('6 of 12 candidates are drawn');
  });

  it('draws a point for each fold of which both sides are known, and says what is left out', () => {
    const scatter = panel(shown(), 'In sample against out of sample');
    expect(scatter.querySelectorAll('circle')).toHaveLength(1);
    expect(scatter.textContent).toContain('1 point: 100\u202f% are worse outside, 100\u202f% lose there. 1 other without a figure on one side is left out.');
  });
});

describe('the report of a search', () => {
  const { folds: _, out_of_sample, base_out_of_sample: __, ...result } = searchFile().result;
  const found = { number: 1, objective: 5, parameters: { 'entry.minScore': 5 }, measures: { net_profit: 310, sharpe: 2, trades: 4, max_drawdown: 1.25 } };
  const file = { ...searchFile(), result: { ...result, evidence: out_of_sample!.evidence, ranking: [found], base: { net_profit: -5, sharpe: null, trades: 1, max_drawdown: 3 } } };

  it('has a ranking, and the unchanged parameters below it', () => {
    expect(rows(shown(file), 'Ranking')).toEqual([['1', '1', '5.00', '▲ +310.00', '2.00', '4', '1.25', 'entry.minScore 5'], ['–', '–', '–', '▼ −5.00', '–', '1', '3.00', 'unchanged, for comparison']]);
    expect(panel(shown(file), 'Evidence: the best, on the data that it was found on')).not.toBeNull();
  });

  it('of which nothing is ranked says so', () => {
    const nothing = { ...file, accounts: file.accounts.map(account => ({ ...account, curve: { t: [], equity: [] }, months: [], runs: [] })), result: { ...file.result, evidence: null, ranking: [] } };
    const root = shown(nothing);
    expect(panel(root, 'Ranking').textContent).toContain('No candidate has an objective');
    expect(panel(root, 'Account').textContent).toContain('Nothing was traded.');
  });
});
