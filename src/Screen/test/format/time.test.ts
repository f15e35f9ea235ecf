import { describe, expect, it } from 'vitest';
import { clock, day, iso, isZone, moment, span, unixMs } from '../../src/format/time';

describe('times', () => {
  // The hour from 2 to 3 comes twice in Berlin on 25 October 2026.
  const first = Date.UTC(2026, 9, 25, 0, 30);
  const second = Date.UTC(2026, 9, 25, 1, 30);

  it('of an hour that comes twice differ by their offset', () => {
    expect([clock(first, 'Europe/Berlin'), clock(second, 'Europe/Berlin')]).toEqual(['02:30:00', '02:30:00']);
    expect([iso(first, 'Europe/Berlin'), iso(second, 'Europe/Berlin')]).toEqual(['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00']);
  });

  it('in spring leave out the hour that does not come', () => {
    const before = Date.UTC(2026, 2, 29, 0, 59, 59);
    expect([iso(before, 'Europe/Berlin'), iso(before + 1_000, 'Europe/Berlin')]).toEqual(['2026-03-29T01:59:59+01:00', '2026-03-29T03:00:00+02:00']);
  });

  it('have offsets of half hours', () => expect(iso(first, 'Asia/Kolkata')).toBe('2026-10-25T06:00:00+05:30'));

  it('of UTC end with Z', () => expect(iso(first, 'UTC')).toBe('2026-10-25T00:30:00Z'));

  it('know their day', () => expect([day(first, 'UTC'), moment(first, 'UTC')]).toEqual(['25 Oct', '25 Oct 00:30:00']));

  it.each([
    [38, '38 ms'], [2_400, '2.4 s'], [12_400, '12 s'], [59_960, '1 min'], [190_000, '3 min 10 s'], [36_720_000, '10 h 12 min'], [273_600_000, '3 d 4 h'], [-5, '0 ms'],
  ])('%d ms last %s', (ms, text) => expect(span(ms)).toBe(text));

  it('that are not known are not the year 1970', () => expect([clock(null, 'UTC'), span(undefined), unixMs(null), unixMs('soon')]).toEqual(['–', '–', null, null]));

  it('know zones', () => expect([isZone('Europe/Berlin'), isZone('Mars/Olympus')]).toEqual([true, false]));
});
