import { isKnown } from '../../../format/numbers';
import type { Column, SpaceParameter } from './file';

/** The values of a parameter as places of a picture. */
export interface Axis {
  readonly name: string;
  /** Words of each place, lowest first. */
  readonly labels: readonly string[];
  /** The place of a value. */
  readonly placeOf: (value: number) => number;
}

/** Candidates of one place. */
export interface HeatCell {
  /** The middle one of those of which the measure is known; null without any. */
  readonly median: number | null;
  readonly best: number | null;
  readonly count: number;
}

const mostPlaces = 12;
const ranges = 10;

/** The places of a parameter: each of its steps where those are few, else ten parts of its range; of one that is searched by ratios, parts of equal ratio. */
export function axisOf({ name, low, high, step, log }: SpaceParameter): Axis {
  const levels = step === null ? Number.POSITIVE_INFINITY : Math.floor((high - low) / step + 1e-9) + 1;
  if (step !== null && levels <= mostPlaces) {
    return { name, labels: Array.from({ length: levels }, (_, at) => short(low + at * step)), placeOf: value => within(Math.round((value - low) / step), levels) };
  }

  const shareOf = (value: number): number => (log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low));
  const edge = (at: number): number => (log ? low * (high / low) ** (at / ranges) : low + ((high - low) * at) / ranges);
  return {
    name,
    labels: Array.from({ length: ranges }, (_, at) => `${short(edge(at))} – ${short(edge(at + 1))}`),
    placeOf: value => within(Math.floor(shareOf(value) * ranges), ranges),
  };
}

/** Candidates by the places of two of their parameters; rows are those of the second, of which there may be none. */
export function heatOf(x: Axis, xs: Column, y: Axis | null, ys: Column | null, measure: Column): HeatCell[][] {
  const found = Array.from({ length: y?.labels.length ?? 1 }, () => Array.from({ length: x.labels.length }, () => ({ known: [] as number[], count: 0 })));
  xs.forEach((value, at) => {
    const row = y === null ? 0 : y.placeOf(ys?.[at] ?? 0);
    const cell = found[row]?.[x.placeOf(value ?? 0)];
    const one = measure[at];
    if (cell !== undefined) {
      cell.count++;
      if (isKnown(one)) {
        cell.known.push(one);
      }
    }
  });
  return found.map(row => row.map(({ known, count }) => ({ median: medianOf(known), best: known.length === 0 ? null : known.reduce((best, one) => Math.max(best, one)), count })));
}

/** Where the median of each cell stands among those of all cells, in so many levels from 0; null where it is not known. */
export function levelsOf(cells: readonly (readonly HeatCell[])[], levels: number): (number | null)[][] {
  const sorted = cells.flat().map(cell => cell.median).filter(isKnown).sort((a, b) => a - b);
  const levelOf = (median: number): number => {
    const below = sorted.filter(one => one < median).length;
    return sorted.length === 1 ? levels - 1 : Math.min(levels - 1, Math.floor((below / (sorted.length - 1)) * levels));
  };
  return cells.map(row => row.map(({ median }) => (median === null ? null : levelOf(median))));
}

function medianOf(values: number[]): number | null {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

function within(place: number, places: number): number {
  return Math.max(0, Math.min(places - 1, place));
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
