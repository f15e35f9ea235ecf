import { fixed, isKnown, unknown } from './numbers';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Zone of this browser. */
function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Name of the zone that a setting means. */
export function zoneOf(setting: string): string {
  return setting === 'local' ? localZone() : setting;
}

/** Whether this browser knows a zone. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** 18:31:07. */
export function clock(unixMs: number | null | undefined, zone: string): string {
  return part('clock', unixMs, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
}

/** 18:31. */
export function minuteOf(unixMs: number | null | undefined, zone: string): string {
  return part('minute', unixMs, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** 30 Nov. */
export function day(unixMs: number | null | undefined, zone: string): string {
  return part('day', unixMs, zone, { day: 'numeric', month: 'short' });
}

/** 30 Nov 18:31:07. */
export function moment(unixMs: number | null | undefined, zone: string): string {
  return isKnown(unixMs) ? `${day(unixMs, zone)} ${clock(unixMs, zone)}` : unknown;
}

/** ISO-8601 with the offset that the zone had then: 2026-10-25T02:30:00+01:00. */
export function iso(unixMs: number, zone: string): string {
  const fields = new Map(
    formatOf('iso', zone, {
      year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'longOffset',
    }).formatToParts(unixMs).map(field => [field.type, field.value]),
  );
  const offset = (fields.get('timeZoneName') ?? 'GMT').replace('GMT', '').replace('+00:00', '') || 'Z';
  return `${fields.get('year')}-${fields.get('month')}-${fields.get('day')}T${fields.get('hour')}:${fields.get('minute')}:${fields.get('second')}${offset}`;
}

/** How long: 38 ms, 2.4 s, 3 min 10 s, 10 h 12 min, 3 d 4 h. */
export function span(ms: number | null | undefined): string {
  if (!isKnown(ms)) {
    return unknown;
  }

  const size = Math.max(0, ms);
  if (size < 1_000) {
    return `${Math.round(size)} ms`;
  }

  if (size < 59_950) {
    return `${fixed(size / 1_000, size < 9_950 ? 1 : 0)} s`;
  }

  const seconds = Math.round(size / 1_000);
  return seconds < 3_600 ? two(seconds, 60, 'min', 's') : seconds < 86_400 ? two(seconds / 60, 60, 'h', 'min') : two(seconds / 3_600, 24, 'd', 'h');
}

/** Milliseconds since 1970 of a time of the service; null where it tells none. */
export function unixMs(text: string | null | undefined): number | null {
  const value = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(value) ? null : value;
}

function two(total: number, size: number, large: string, small: string): string {
  const whole = Math.floor(total / size);
  const rest = Math.floor(total % size);
  return rest === 0 ? `${whole} ${large}` : `${whole} ${large} ${rest} ${small}`;
}

function part(kind: string, unixMs: number | null | undefined, zone: string, options: Intl.DateTimeFormatOptions): string {
  return isKnown(unixMs) ? formatOf(kind, zone, options).format(unixMs) : unknown;
}

function formatOf(kind: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${kind} ${zone}`;
  let format = formats.get(name);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
    formats.set(name, format);
  }

  return format;
}
