/** A value at a time; null where it is not known. */
export interface LinePoint {
  readonly at: number;
  readonly value: number | null;
}

/** What a picture spans. */
export interface Frame {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

export const width = 1_000;
export const height = 160;

const inset = 4;

/** The frame that all points of all lines lie in; null where there is none. */
export function frameOf(lines: readonly (readonly LinePoint[])[]): Frame | null {
  const frame = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY, low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  for (const { at, value } of lines.flat()) {
    if (value !== null) {
      frame.from = Math.min(frame.from, at);
      frame.to = Math.max(frame.to, at);
      frame.low = Math.min(frame.low, value);
      frame.high = Math.max(frame.high, value);
    }
  }

  return Number.isFinite(frame.from) ? frame : null;
}

/** A line as polylines: one for each stretch that is known, and of each column of the picture only the first, the lowest, the highest and the last point. */
export function pathsOf(points: readonly LinePoint[], { from, to, low, high }: Frame): string[] {
  const x = (at: number): number => (to === from ? width / 2 : ((at - from) / (to - from)) * width);
  const y = (value: number): number => (high === low ? height / 2 : inset + (1 - (value - low) / (high - low)) * (height - 2 * inset));
  const paths: string[][] = [];
  let path: string[] | null = null;
  let column: { at: number; value: number }[] = [];
  const end = (): void => {
    if (path !== null) {
      path.push(...extremes(column).map(point => `${x(point.at).toFixed(1)},${y(point.value).toFixed(1)}`));
    }

    column = [];
  };

  for (const { at, value } of points) {
    if (value === null) {
      end();
      path = null;
      continue;
    }

    if (path === null) {
      path = [];
      paths.push(path);
    }

    const first = column[0];
    if (first !== undefined && Math.floor(x(first.at)) !== Math.floor(x(at))) {
      end();
    }

    column.push({ at, value });
  }

  end();
  return paths.map(places => (places.length === 1 ? [...places, ...places] : places).join(' '));
}

function extremes(column: readonly { at: number; value: number }[]): { at: number; value: number }[] {
  if (column.length <= 4) {
    return [...column];
  }

  let [low, high] = [0, 0];
  column.forEach(({ value }, at) => {
    low = value < (column[low]?.value ?? value) ? at : low;
    high = value > (column[high]?.value ?? value) ? at : high;
  });
  return [...new Set([0, low, high, column.length - 1])].sort((a, b) => a - b).flatMap(at => column[at] ?? []);
}

/** How far each value lies below the highest before it, percent; the beginning counts as one. */
export function drawdownOf(points: readonly LinePoint[], begin: number): LinePoint[] {
  let high = begin;
  return points.map(({ at, value }) => {
    high = Math.max(high, value ?? high);
    return { at, value: value === null || high <= 0 ? null : ((value - high) / high) * 100 };
  });
}
