import { problem } from '../../source/problem';
import { reportTexts } from '../../texts/report';

/**
 * Whether a value will do; where it will not, it is thrown which, what it is, and what it should be.
 * The way to it is named by its steps: a report has a hundred thousand values, and none of their names is wanted while they will do.
 */
export type Check = (value: unknown, way: Way) => void;

/** Fields and places that lead to a value. */
export type Way = (string | number)[];

const words = reportTexts.bad;

/** Refuses a file, and says what is wrong with it. */
export function refuse(detail: string): never {
  throw problem(0, words.title, detail);
}

const wanted = (isRight: (value: unknown) => boolean, what: string): Check => (value, way) => {
  if (!isRight(value)) {
    refuse(words.value(nameOf(way), shown(value), what));
  }
};

export const text: Check = wanted(value => typeof value === 'string', words.text);
export const flag: Check = wanted(value => typeof value === 'boolean', words.flag);
export const number: Check = wanted(Number.isFinite, words.number);

/** Seconds since 1970 UTC, up to 2100. */
export const time: Check = wanted(value => Number.isFinite(value) && (value as number) >= 0 && (value as number) < 4_102_444_800, words.time);

/** What may be missing altogether. */
export function optional(check: Check): Check {
  return (value, way) => {
    if (value !== null && value !== undefined) {
      check(value, way);
    }
  };
}

/** One of these texts. */
export function oneOf(...texts: readonly string[]): Check {
  return wanted(value => texts.includes(value as string), texts.join(', '));
}

/** A list, each item of which will do. */
export function list(check: Check): Check {
  const isList = wanted(Array.isArray, words.list);
  return (value, way) => {
    isList(value, way);
    const items = value as unknown[];
    const last = way.push(0) - 1;
    for (let at = 0; at < items.length; at++) {
      way[last] = at;
      check(items[at], way);
    }

    way.pop();
  };
}

/** An object with these fields. */
export function fields(checks: Readonly<Record<string, Check>>): Check {
  const isObject = wanted(value => typeof value === 'object' && value !== null && !Array.isArray(value), words.object);
  const all = Object.entries(checks);
  return (value, way) => {
    isObject(value, way);
    for (const [field, check] of all) {
      way.push(field);
      check((value as Record<string, unknown>)[field], way);
      way.pop();
    }
  };
}

/** An object under any names, each value of which will do. */
export function byName(check: Check): Check {
  return (value, way) => {
    fields({})(value, way);
    fields(Object.fromEntries(Object.keys(value as object).map(name => [name, check])))(value, way);
  };
}

/** Columns of equal length: times that rise, and numbers or null beside them. */
export function columns(...names: readonly string[]): Check {
  const shape = fields({ t: list(time), ...Object.fromEntries(names.map(one => [one, list(optional(number))])) });
  return (value, way) => {
    shape(value, way);
    const table = value as Record<string, readonly number[]>;
    const times = table['t'] as readonly number[];
    const fall = times.findIndex((time, at) => at > 0 && time <= (times[at - 1] as number));
    if (fall >= 0) {
      refuse(words.order(nameOf([...way, 't', fall])));
    }

    const odd = names.find(one => table[one]?.length !== times.length);
    if (odd !== undefined) {
      refuse(words.length(nameOf([...way, odd]), table[odd]?.length ?? 0, nameOf([...way, 't']), times.length));
    }
  };
}

function nameOf(way: Way): string {
  return way.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('');
}

function shown(value: unknown): string {
  if (value === undefined) {
    return words.missing;
  }

  const written = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return written.length > 40 ? `${written.slice(0, 40)}…` : written;
}
