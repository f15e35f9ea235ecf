import { describe, expect, it } from 'vitest';
import { createEventLog, keptEntries } from '../../src/store/eventLog';

const feed = (some: object) => ({ id: 1, kind: 'feed', data: { id: 'OKX/0', state: 'connected', epoch: 1, connects: 1, lastError: null, ...some } });

const action = (path: string, some: object = {}) => ({ id: 1, kind: 'action', data: { at: '', method: 'POST', path, status: 200, from: '127.0.0.1', page: true, ...some } });
const told = (path: string): string => `${path}: done, asked by a browser at 127.0.0.1`;

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
      log.hear(action(`note ${number}`));
    }

    expect([log.entries.value.length, log.entries.value[0]?.text, log.entries.value.at(-1)?.text]).toEqual([keptEntries, told('note 520'), told('note 21')]);
  });

  it('tells who has changed what, and what was refused', () => {
    const log = createEventLog();
    log.hear(action('feeds/OKX%2F0/restart'));
    log.hear(action('positions/7/close', { status: 409, page: false, from: '192.0.2.1' }));
    expect(log.entries.value.map(entry => [entry.kind, entry.text])).toEqual([
      ['operator', 'positions/7/close: refused with 409, asked by a program at 192.0.2.1'],
      ['operator', told('feeds/OKX/0/restart')],
    ]);
  });
});
