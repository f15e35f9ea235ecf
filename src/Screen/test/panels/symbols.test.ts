import { describe, expect, it } from 'vitest';
import { phasesOf, textOf } from '../../src/panels/explained';
import { coolsUntil, stopOf } from '../../src/panels/stops';
import { ordered } from '../../src/panels/symbolOrder';
import { csvOf } from '../../src/panels/exports';
import { venuesText } from '../../src/panels/topBar';
import { plotOf } from '../../src/chart/plot';
import type { Explanation, FeedView } from '../../src/source/views';
import { account, bucket, gap, minute, symbol } from '../support/flow';

describe('where a symbol stops', () => {
  it.each([
    [{ firstFailure: 'phase 2: spot delta over 10 bars -$58.3k, needed < -$812k' }, '2 diverg.'],
    [{ firstFailure: 'phase 0: bars in the window 18, needed >= 40' }, 'warm-up'],
    [{ historyProblem: 'no venue tells earlier ones' }, 'no history'],
    [{ decision: null }, 'warm-up'],
    [{ decision: 'HOLD', firstFailure: '00:12:00 of trades are missing in the window, allowed 00:10:00', holdReason: '00:12:00 of trades are missing in the window, allowed 00:10:00' }, 'data gap'],
    [{ decision: 'HOLD', firstFailure: 'an entry is on its way' }, 'held'],
    [{ decision: 'LONG' }, 'signal'],
  ])('%o is %s', (some, text) => expect(stopOf(symbol('BTC', some), false, false).text).toBe(text));

  it('is open, whatever the last bar said', () => expect(stopOf(symbol('BTC', { firstFailure: 'phase 2: x' }), true, true).text).toBe('OPEN'));

  it('is left alone after a loss, whatever the last bar said', () => {
    expect(stopOf(symbol('BTC', { firstFailure: 'phase 2: x' }), false, true).text).toBe('cool-down');
    const cooling = account({ coolDowns: [{ symbol: 'BTC', untilUnixMs: 5 * minute }] });
    expect(coolsUntil([cooling], 'BTC')).toBe(5 * minute);
    expect(coolsUntil([cooling], 'ETH')).toBeNull();
    expect(coolsUntil([cooling, account({})], 'BTC')).toBeNull();
    expect(coolsUntil([cooling, { ...account({}), takes: null }], 'BTC')).toBe(5 * minute);
    expect(coolsUntil(undefined, 'BTC')).toBeNull();
  });
});

describe('the order of the table', () => {
  const rows = [symbol('B', { price: 2 }), symbol('A', { price: null }), symbol('C', { price: 2 }), symbol('D', { price: 1 })].map(one => ({ symbol: one, figures: undefined, isOpen: false, isCooling: false }));

  it('is stable, with what is not known at the end whichever way', () => {
    expect(ordered(rows, { column: 'price', isRising: true }, [], '')).toEqual(['D', 'B', 'C', 'A']);
    expect(ordered(rows, { column: 'price', isRising: false }, [], '')).toEqual(['B', 'C', 'D', 'A']);
  });

  it('keeps on top what is kept, and leaves out what is not looked for', () => {
    expect(ordered(rows, { column: 'symbol', isRising: true }, ['C'], '')).toEqual(['C', 'A', 'B', 'D']);
    expect(ordered(rows, { column: 'symbol', isRising: true }, [], ' b')).toEqual(['B']);
  });
});

describe('an explanation', () => {
  const step = (phase: number, name: string, passed: boolean | null, actual = '1', required = ''): Explanation['steps'][number] => ({ phase, name, actual, required, passed });
  const explanation: Explanation = {
    symbol: 'BTC', barCloseUnixMs: 0, profile: 'Corrected', bars: 576, decision: 'NONE', score: 3.8, firstFailure: 'phase 4: score 3.8, needed >= 4',
    steps: [step(0, 'bars in the window', true), step(1, 'flow', true), step(2, 'spot delta', true), step(3, 'reset', null), { ...step(4, 'flow deceleration', null, '1.75'), mostPoints: 3.5 }, step(4, 'score', false, '3.8', '>= 4'), step(5, 'exit', true)],
  };

  it('stops at the first phase that failed; what comes later decided nothing', () =>
    expect(phasesOf(explanation).map(phase => phase.verdict)).toEqual(['passed', 'passed', 'passed', 'passed', 'stops', 'not-reached']));

  it('names the condition that decided, and gives each part of the score its share', () => {
    const phase = phasesOf(explanation)[4]!;
    expect([phase.summary, phase.steps.map(one => [one.isFirst, one.share])]).toEqual(['score 3.8, needed >= 4', [[false, 0.5], [true, null]]]);
  });

  it('of a signal stops nowhere', () => expect(phasesOf({ ...explanation, firstFailure: null, decision: 'LONG' }).some(phase => phase.verdict === 'stops')).toBe(false));

  it('is copied word for word as the console prints it', () => expect(textOf(explanation).split('\n').slice(0, 5)).toEqual([
    'BTC, bar closed 1970-01-01 00:00:00 UTC, 576 bars, profile Corrected', 'decision NONE, score 3.80 of 10', 'first failure: phase 4: score 3.8, needed >= 4', '', 'phase  passed  condition           found',
  ]));
});

describe('what is written out', () => {
  it('says of each row how complete it is, leaves empty what is not known, and has the zone in its times', () => {
    const plot = plotOf({ buckets: [bucket(0), bucket(minute), bucket(2 * minute, null, null)], lengthMs: minute, gaps: [gap(minute, 2 * minute)], isProven: () => false, rateOf: () => null, anchorMs: 0, base: { spot: 0, perp: 0 } });
    const content = { plot, interest: [], marks: [], holdings: [], decimals: 1, isLive: true, withDivergence: false };
    const rows = csvOf({ symbol: 'BTC', timeframe: '1m', zone: 'Asia/Kolkata', content, window: undefined, version: '1' }).trim().split('\r\n');
    expect(rows.slice(1)).toEqual([
      '1970-01-01T05:30:00+05:30,10,12,9,11,1,-1,1,-1,3,2,complete',
      '1970-01-01T05:31:00+05:30,10,12,9,11,1,-1,,,3,2,"gap, not filled"',
      '1970-01-01T05:32:00+05:30,10,12,9,11,,,,,3,2,complete',
    ]);
  });
});

describe('venues', () => {
  it('are late by what the service says of their connections', () => {
    const feed = (exchange: string, state: FeedView['state'], overdue: readonly string[] = []): FeedView => ({ exchange, state, overdue } as FeedView);
    expect(venuesText([feed('A', 'connected'), feed('A', 'connected'), feed('B', 'connected'), feed('B', 'waiting'), feed('C', 'stopped'), feed('D', 'connected', ['D:x'])])).toBe('1 live · 2 late · 1 closed');
  });
});
