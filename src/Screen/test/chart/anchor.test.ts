import { describe, expect, it } from 'vitest';
import { anchorOf } from '../../src/chart/anchor';
import { flowBetween } from '../../src/chart/base';
import type { Source } from '../../src/source/source';
import type { CvdView } from '../../src/source/views';
import { drawer } from '../support/clock';
import { minute } from '../support/flow';

const hour = 60 * minute;
const times = { windowMs: 100 * hour, lastMs: 109.5 * hour, signalMs: 104 * hour, barMs: 107 * hour };

describe('the start of the sums', () => {
  it.each([
    ['window', 100], ['session', 104], ['day', 96], ['signal', 104], ['bar', 107],
  ] as const)('at %s', (mode, hours) => expect(anchorOf(mode, times) / hour).toBe(hours));

  it('is the edge of the window where there is no such moment, or none that can be summed up from', () => {
    expect(anchorOf('bar', { ...times, barMs: null })).toBe(times.windowMs);
    expect(anchorOf('signal', { ...times, signalMs: undefined })).toBe(times.windowMs);
    expect(anchorOf('signal', { ...times, signalMs: 2 * hour })).toBe(times.windowMs);
  });
});

// A service that knows the flow of every second, and folds it as it is asked to.
function serviceOf(spotAt: (second: number) => number): Pick<Source, 'cvd'> {
  const view = (length: number, from: number, to: number): CvdView => {
    const openUnixMs = Array.from({ length: Math.ceil((to - from) / length) }, (_, at) => from + at * length);
    const spotDelta = openUnixMs.map(open => Array.from({ length: length / 1_000 }, (_, second) => spotAt(open / 1_000 + second)).reduce((sum, one) => sum + one, 0));
    return { symbol: 'BTC', timeframe: '', asOf: 0, openUnixMs, spotDelta, perpDelta: spotDelta.map(one => -one), close: [], partialUnixMs: [] };
  };
  return {
    cvd: async (_, { timeframe, from, to }) => ({ value: from === undefined || to === undefined ? view(5 * minute, 0, hour) : view(timeframe === '5s' ? 5_000 : 1_000, from, to), asOf: 0 }),
  };
}

describe('the sum up to what is loaded', () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed))('counts every second once, wherever the chart begins (seed %i)', async seed => {
    const draw = drawer(seed + 1);
    const flow = Array.from({ length: 3_600 }, () => Math.round(draw() * 100));
    const from = Math.floor(draw() * 6) * 5 * minute;
    const to = from + Math.floor(draw() * 300) * 5_000;
    const expected = flow.slice(from / 1_000, to / 1_000).reduce((sum, one) => sum + one, 0);

    const sum = await flowBetween(serviceOf(second => flow[second] ?? 0), 'BTC', '5s', from, to, new AbortController().signal);

    expect([sum.spot, -sum.perp]).toEqual([expected, expected]);
  });
});
