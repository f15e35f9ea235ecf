import { describe, expect, it } from 'vitest';
import type { Http } from '../../src/source/http';
import { problem } from '../../src/source/problem';
import type { Explanation } from '../../src/source/views';
import { closesOf, createNearMisses, nearMissOf } from '../../src/store/nearMisses';

const explained = (score: number, required: string, passed: boolean | null = false, at = 1): Explanation =>
  ({
    symbol: 'BTC', barCloseUnixMs: at, score, firstFailure: 'phase 4: score',
    steps: [{ phase: 2, name: 'setup', actual: 'LongSetup', required: '', passed: null }, { phase: 4, name: 'score', actual: String(score), required, passed }],
  }) as unknown as Explanation;

describe('an evaluation', () => {
  it.each([[3.2, '>= 4'], [3, '>= 4'], [5.05, '>= 6'], [3.9999, '>= 4.0']])('of %d where %s is needed is a near miss', (score, required) => expect(nearMissOf(explained(score, required))?.score).toBe(score));

  it.each([[2.9, '>= 4', false], [4, '>= 4', true], [4.5, '>= 4', false], [Number.NaN, '>= 4', false], [3.5, '', false], [3.5, '>= 4', null]])('of %d where %s is needed (%s) is none', (score, required, passed) =>
    expect(nearMissOf(explained(score, required, passed))).toBeNull());

  it('without a score is none', () => expect(nearMissOf({ ...explained(3.5, '>= 4'), steps: [] })).toBeNull());
});

describe('the book of near misses', () => {
  it('looks at each evaluation once, and takes a bar that was never evaluated for no failure', async () => {
    const asked: number[] = [];
    const http = {
      get: async (path: string, query: { at: number }) => {
        if (path.endsWith('/cvd')) {
          return { value: { openUnixMs: [0, 10, 20, 30] }, asOf: 0 };
        }

        asked.push(query.at);
        if (query.at === 10) {
          throw problem(404, 'Not found', '');
        }

        return { value: explained(query.at === 20 ? 3.5 : 1, '>= 4', false, query.at), asOf: 0 };
      },
    } as unknown as Http;
    const book = createNearMisses(http);
    await book.lookBack('BTC', 50);
    await book.lookBack('BTC', 50);
    expect(asked.sort((a, b) => a - b)).toEqual([10, 20, 30]);
    expect(book.found.value.map(miss => miss.barCloseUnixMs)).toEqual([20]);
    expect(book.progress.value).toEqual({ looked: 3, waiting: 0 });
    expect(book.problem.value).toBeNull();
  });

  it('says what failed, and looks again when asked again', async () => {
    let isDown = true;
    const http = {
      get: async (path: string) => {
        if (path.endsWith('/cvd')) {
          return { value: { openUnixMs: [0, 10] }, asOf: 0 };
        }

        if (isDown) {
          throw problem(503, 'Not available now', '');
        }

        return { value: explained(3.5, '>= 4', false, 10), asOf: 0 };
      },
    } as unknown as Http;
    const book = createNearMisses(http);
    await book.lookBack('BTC', 50);
    expect(book.problem.value?.status).toBe(503);
    isDown = false;
    await book.lookBack('BTC', 50);
    expect([book.problem.value, book.found.value.length]).toEqual([null, 1]);
  });

  it('knows which bars have closed', () => expect(closesOf([0, 300, 600])).toEqual([300, 600]));
});
