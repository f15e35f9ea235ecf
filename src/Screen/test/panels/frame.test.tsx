import { render } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { Panel, stateOf, type PanelState } from '../../src/panels/frame';
import { problem } from '../../src/source/problem';

describe('a panel', () => {
  let root: HTMLElement;
  const show = (state: PanelState): HTMLElement => {
    render(<Panel title="Symbols" state={state}>rows</Panel>, root);
    return root.querySelector('section') as HTMLElement;
  };

  beforeEach(() => {
    root = document.createElement('div');
  });

  it('that loads is busy and shows nothing yet', () => {
    const panel = show({ kind: 'loading' });
    expect([panel.getAttribute('aria-busy'), panel.textContent?.includes('rows')]).toEqual(['true', false]);
  });

  it('that is empty says why', () => expect(show({ kind: 'empty', why: 'No symbol yet.' }).textContent).toContain('No symbol yet.'));

  it('that failed says what, as text, and can be tried again', () => {
    let tries = 0;
    const panel = show({ kind: 'error', problem: problem(503, 'Not available now', '<b>the store</b>'), retry: () => tries++ });
    panel.querySelector('button')?.click();
    expect([tries, panel.querySelector('b'), panel.textContent?.includes('<b>the store</b>')]).toEqual([1, null, true]);
  });

  it('that is stale or warms up says how far, and shows what it has', () => {
    expect(show({ kind: 'stale', age: '7 s' }).textContent).toContain('7 s old');
    const warm = show({ kind: 'warm-up', have: 42, need: 50 });
    expect(warm.textContent).toContain('42 of 50 bars');
    expect(warm.textContent).toContain('rows');
  });

  it('keeps showing what it has when a later read fails', () => {
    const failed = problem(503, 'Not available now', '');
    const retry = (): void => {};
    expect(stateOf([1], failed, retry, () => null).kind).toBe('ready');
    expect(stateOf(undefined, failed, retry, () => null).kind).toBe('error');
    expect(stateOf(undefined, null, retry, () => null).kind).toBe('loading');
    expect(stateOf([], null, retry, rows => (rows.length === 0 ? 'none' : null)).kind).toBe('empty');
  });
});
