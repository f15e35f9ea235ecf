import { describe, expect, it } from 'vitest';
import { createAnnouncements } from '../../src/panels/announcements';
import { gap, signal } from '../support/flow';

describe('what is said aloud', () => {
  it('comes once in five seconds at most, however much happens, and loses nothing', () => {
    let now = 0;
    const announcements = createAnnouncements(() => now);
    const said: string[] = [];
    for (let event = 0; event < 10_000; event++) {
      announcements.hear({ id: event + 1, kind: 'signal', data: signal() });
      now += 1;
      const text = announcements.next();
      if (text !== null) {
        said.push(text);
      }
    }

    expect(said).toHaveLength(2);
    expect(said[1]).toContain('And 4998 more');
  });

  it('tells signals, gaps and changes of the connection, and nothing else', () => {
    let now = 0;
    const announcements = createAnnouncements(() => now);
    announcements.level('connecting');
    announcements.hear({ id: 1, kind: 'sym', data: {} });
    expect(announcements.next()).toBeNull();
    announcements.level('live');
    announcements.hear({ id: 2, kind: 'gap', data: gap(0, 1) });
    expect(announcements.next()).toBe('Connected. Trades are missing of BINANCE:btcusdt.');
    now = 5_000;
    announcements.hear({ id: 3, kind: 'gap', data: gap(0, 1, { filledBy: 'rest' }) });
    announcements.hear({ id: 4, kind: 'signal', data: signal({}, 'Rejected') });
    expect(announcements.next()).toBe('A gap of BINANCE:btcusdt was filled. Long BTC, score 7.3: Rejected.');
  });
});
