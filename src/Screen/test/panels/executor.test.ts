import { describe, expect, it } from 'vitest';
import { executorsOf, type EntryMoment } from '../../src/panels/executor';
import { phasesOf } from '../../src/panels/explained';
import type { PositionView } from '../../src/source/views';
import { account, minute } from '../support/flow';

const moment: EntryMoment = { symbol: 'BTC', barAge: 42_000, tradeAge: 400, positions: [], zone: 'UTC' };

describe('what the executor would say to an entry', () => {
  it('is that it takes it, with the stake, where no limit is in the way', () => {
    const [phase] = executorsOf([account({})], moment);

    expect([phase?.verdict, phase?.summary]).toEqual(['passed', 'would take an entry, 200.00 USD × size']);
    expect(phase?.steps.map(step => `${step.name}: ${step.actual} ${step.required}`.trim())).toEqual([
      'entries: running', 'age of the bar: 42 s ≤ 5 min', 'age of the price: 400 ms ≤ 1 min', 'positions with it: 1 ≤ 2', 'of BTC with it: 1 ≤ 1', 'cool-down: none 1 h after a loss',
      'stake, USD: 200.00 × size, 2.0\u202f% of the account',
    ]);
  });

  it.each([
    ['cool-down until 00:05:00 1 h after a loss', account({ coolDowns: [{ symbol: 'BTC', untilUnixMs: 5 * minute }] }), moment],
    ['positions with it 3 ≤ 2', { ...account({}), openPositions: 2 }, moment],
    ['of BTC with it 2 ≤ 1', account({}), { ...moment, positions: [{ symbol: 'BTC', account: 'main' } as PositionView, { symbol: 'ETH', account: 'main' } as PositionView] }],
    ['age of the price 1 min 1 s ≤ 1 min', account({}), { ...moment, tradeAge: 61_000 }],
    ['lost today, USD 310.00 < 309.30', account({ lostTodayUsd: 310, maxLossTodayUsd: 309.3 }), moment],
    ['entries paused', { ...account({}), paused: true }, moment],
  ])('is why not: %s', (why, one, at) => {
    const [phase] = executorsOf([one], at);
    expect([phase?.verdict, phase?.summary]).toEqual(['refuses', `would refuse an entry: ${why}`]);
  });

  it('is a dash where it is not known, and nothing of an account that takes no entries or tells no limits', () => {
    const [phase] = executorsOf([account({ stakeUsd: null, coolDowns: null })], { ...moment, barAge: null });
    expect(phase?.steps.filter(step => step.passed === null).map(step => step.actual)).toEqual(['–', '–', '–']);
    expect(executorsOf([{ ...account({}), takes: null }, { ...account({}), limits: null }], moment)).toEqual([]);
  });
});

describe('an evaluation that is held up', () => {
  it('stops before the phases', () => {
    const reason = '00:12:00 of trades are missing in the window, allowed 00:10:00';
    const phases = phasesOf({
      symbol: 'BTC', barCloseUnixMs: 0, profile: 'Corrected', bars: 50, decision: 'HOLD', score: 0, firstFailure: reason, steps: [{ phase: 0, name: 'evaluation', actual: reason, required: 'nothing in the way', passed: false }],
    });
    expect(phases.map(phase => phase.verdict)).toEqual(['stops', 'not-reached', 'not-reached', 'not-reached', 'not-reached', 'not-reached']);
    expect(phases[0]?.summary).toBe(reason);
  });
});
