import { describe, expect, it } from 'vitest';
import type { Http } from '../../src/source/http';
import { problem } from '../../src/source/problem';
import { createEventLog, keptEntries, logChanges } from '../../src/store/eventLog';

const feed = (some: object) => ({ id: 1, kind: 'feed', data: { id: 'OKX/0', state: 'connected', epoch: 1, connects: 1, lastError: null, ...some } });

describe('the log', () => {
  it('tells changes in words, newest first, with their place on the chart', () => {
    const log = createEventLog(() => 5);
    log.hear({ id: 1, kind: 'gap', data: { market: 'OKX:a', beforeUnixMs: 0, afterUnixMs: 40_000, missing: null, reason: 'reconnect', filledBy: null } });
    log.hear({ id: 2, kind: 'signal', data: { signal: { action: 'Long', baseSymbol: 'BTC', score: 7.2, barCloseUnixMs: 300 }, outcome: 'Rejected', detail: 'cool-down' } });
    expect(log.entries.value.map(entry => [entry.kind, entry.text, entry.place])).toEqual([
      ['signal', 'LONG BTC 7.2: rejected, cool-down', { symbol: 'BTC', at: 300 }],
      ['gap', 'OKX:a: gap of 40 s, trades missing, number not known (reconnect)', null],
    ]);
  });

  it('has no line for a feed whose figures alone have changed', () => {
    const log = createEventLog();
    log.hear(feed({ trades: 1 }));
    log.hear(feed({ trades: 2 }));
    log.hear(feed({ state: 'waiting', lastError: 'closed by the venue' }));
    expect(log.entries.value.map(entry => entry.text)).toEqual(['OKX/0: waiting, closed by the venue', 'OKX/0: connected']);
  });

  it('has no line for health that has not changed', () => {
    const log = createEventLog();
    const part = { name: 'store', level: 'degraded', reason: 'slow' };
    log.hear({ id: 1, kind: 'status', data: { level: 'degraded', ready: true, parts: [part] } });
    log.hear({ id: 2, kind: 'status', data: { level: 'degraded', ready: true, parts: [{ ...part, reason: 'slower' }] } });
    expect(log.entries.value.map(entry => entry.text)).toEqual(['Health: degraded. store: slow']);
  });

  it('keeps the last five hundred, and no bars', () => {
    const log = createEventLog();
    log.hear({ id: 1, kind: 'bar', data: {} });
    for (let number = 1; number <= keptEntries + 20; number++) {
      log.note(`note ${number}`);
    }

    expect([log.entries.value.length, log.entries.value[0]?.text, log.entries.value.at(-1)?.text]).toEqual([keptEntries, 'note 520', 'note 21']);
  });

  it('tells what was done from here, and what was refused', async () => {
    const log = createEventLog();
    let isRefused = false;
    const change = async (): Promise<unknown> => {
      if (isRefused) {
        throw problem(409, 'The account refused', 'no such position');
      }

      return {};
    };
    const http = logChanges({ change } as unknown as Http, log);
    await http.change('feeds/OKX%2F0/restart');
    isRefused = true;
    await expect(http.change('positions/7/close')).rejects.toThrow('no such position');
    expect(log.entries.value.map(entry => entry.text)).toEqual(['Refused: positions/7/close: no such position', 'Done here: feeds/OKX/0/restart']);
  });
});
