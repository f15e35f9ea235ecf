import { isKnown } from '../format/numbers';

/** A value at a time. */
export interface CurvePoint {
  readonly at: number;
  readonly value: number;
}

const width = 600;
const height = 140;
const inset = 4;

/** Where points lie in the picture. A value that is the same everywhere lies in the middle. */
export function placesOf(points: readonly CurvePoint[], isStep: boolean): string {
  const times = points.map(point => point.at);
  const values = points.map(point => point.value);
  const [from, to, low, high] = [Math.min(...times), Math.max(...times), Math.min(...values), Math.max(...values)];
  const x = (at: number): number => (to === from ? width / 2 : ((at - from) / (to - from)) * width);
  const y = (value: number): number => (high === low ? height / 2 : inset + (1 - (value - low) / (high - low)) * (height - 2 * inset));
  const places: string[] = [];
  points.forEach((point, place) => {
    const before = points[place - 1];
    if (isStep && before !== undefined) {
      places.push(`${x(point.at).toFixed(1)},${y(before.value).toFixed(1)}`);
    }

    places.push(`${x(point.at).toFixed(1)},${y(point.value).toFixed(1)}`);
  });
  // A line without length is a dot where its ends are round; one place alone is nothing.
  return (places.length === 1 ? [...places, ...places] : places).join(' ');
}

/** A curve with one sentence for those who do not see it. A value that holds until the next one is drawn in steps. */
export function Curve({ points, sentence, isStep = false, look = '' }: { points: readonly CurvePoint[]; sentence: string; isStep?: boolean; look?: string }) {
  return (
    <svg class={`curve ${look} ${points.length === 1 ? 'dot' : ''}`} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={sentence}>
      <polyline points={placesOf(points, isStep)} vector-effect="non-scaling-stroke" />
    </svg>
  );
}

const trendWidth = 90;
const trendHeight = 18;

/** A small curve in a row of a table, from 0 up. */
export function Trend({ values: all, sentence }: { values: readonly number[]; sentence: string }) {
  const values = all.filter(isKnown);
  const high = Math.max(...values, 0);
  const places = values.map((value, place) => `${((place / Math.max(1, values.length - 1)) * trendWidth).toFixed(1)},${(trendHeight - 1 - (high === 0 ? 0 : value / high) * (trendHeight - 2)).toFixed(1)}`);
  return values.length < 2 ? null : (
    <svg class="trend" viewBox={`0 0 ${trendWidth} ${trendHeight}`} role="img" aria-label={sentence}>
      <polyline points={places.join(' ')} />
    </svg>
  );
}
