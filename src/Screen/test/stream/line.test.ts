import { beforeEach, describe, expect, it } from 'vitest';
import { createLine, type Line } from '../../src/stream/line';
import type { Link, StreamEvent, Want } from '../../src/stream/protocol';
import { fakeClock, type FakeClock } from '../support/clock';
import { fakeSource, type FakeSource } from '../support/source';

const want: Want = { kinds: ['sym'], symbols: ['BTC'], hz: 4 };
const hello = { epoch: 1, now: '2026-01-01T00:00:00Z' };

describe('the line', () => {
  let clock: FakeClock;
  let opened: FakeSource[];
  let heard: StreamEvent[];
  let links: Link[];
  let line: Line;
  const latest = (): FakeSource => opened.at(-1) as FakeSource;

  beforeEach(() => {
    clock = fakeClock();
    opened = [];
    heard = [];
    links = [];
    line = createLine(
      url => {
        opened.push(fakeSource(url));
        return latest();
      },
      events => heard.push(...events),
      link => links.push(link),
      clock,
    );
  });

  it('asks for what is wanted and hands on what it hears', () => {
    line.want(want);
    latest().say('hello', hello);
    latest().say('sym', [{ symbol: 'BTC' }], 7);

    expect(latest().url).toBe('/api/v1/events?kinds=sym&symbols=BTC&changes=true&hz=4');
    expect(heard).toEqual([{ id: 0, kind: 'hello', data: hello }, { id: 7, kind: 'sym', data: { symbol: 'BTC' } }]);
    expect(line.link.isOpen).toBe(true);
  });

  it('gives signs of life no number, though the browser repeats the last one', () => {
    line.want(want);
    latest().say('sym', [{ symbol: 'BTC' }], 7);
    latest().say('beat', hello);

    expect(heard.map(event => event.id)).toEqual([7, 0]);
  });

  it('goes on from where it came in when it has heard of nothing yet', () => {
    line.want(want);
    latest().say('hello', { ...hello, asOf: 41 });
    latest().onerror?.();
    clock.advance(500);

    expect(latest().url).toContain('lastEventId=41');
  });

  it('goes on after the last event when it has to connect anew', () => {
    line.want(want);
    latest().say('hello', hello);
    latest().say('sym', [{ symbol: 'BTC' }], 7);
    latest().onerror?.();
    expect([line.link.isOpen, line.link.retryAt]).toEqual([false, 500]);

    clock.advance(500);

    expect(latest().url).toContain('lastEventId=7');
    expect(opened[0]?.isClosed).toBe(true);
  });

  it('waits longer after each failure, ten seconds at most', () => {
    line.want(want);
    const pauses = Array.from({ length: 7 }, () => {
      latest().onerror?.();
      const pause = (line.link.retryAt ?? 0) - clock.now();
      clock.advance(pause);
      return pause;
    });

    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });

  it('gives up a connection on which nothing comes any more', () => {
    line.want(want);
    latest().say('hello', hello);
    clock.advance(11_000);
    latest().say('beat', hello);
    clock.advance(11_000);
    expect(line.link.isOpen).toBe(true);

    clock.advance(1_500);

    expect(opened).toHaveLength(2);
  });

  it('hears nothing of a connection that it has left', () => {
    line.want(want);
    const old = latest();
    line.want({ ...want, symbols: ['BTC', 'ETH'] });
    old.say('sym', [{ symbol: 'BTC' }], 9);

    expect(heard).toEqual([]);
    expect(opened).toHaveLength(2);
  });

  it('stays where the same is wanted again', () => {
    line.want(want);
    line.want({ ...want });

    expect(opened).toHaveLength(1);
  });

  it('goes on from the number that resync names, though it may be a lower one', () => {
    line.want(want);
    latest().say('sym', [{ symbol: 'BTC' }], 900);
    latest().say('resync', { asOf: 5 }, 5);
    latest().onerror?.();
    clock.advance(500);

    expect(latest().url).toContain('lastEventId=5');
  });

  it('hangs up when nobody wants anything', () => {
    line.want(want);
    line.want(null);

    expect(latest().isClosed).toBe(true);
    clock.advance(60_000);
    expect(opened).toHaveLength(1);
  });
});
