import { isKnown } from '../../../format/numbers';
import type { Fold, SearchFile } from './file';

/** A candidate where it was found, and where it was not. */
export interface Point {
  readonly inside: number;
  readonly outside: number;
}

/** What two stretches of time say of the same candidates. */
export interface Points {
  /** What they are measured by: the Sharpe ratio, or the mean return of a day where tests are too short for one. */
  readonly by: 'sharpe' | 'return';
  readonly shown: readonly Point[];
  /** Candidates of which one side is not known. */
  readonly left: number;
  /** Part of them that are worse outside; null without any. */
  readonly worse: number | null;
  /** Part of them that are below 0 outside; null without any. */
  readonly losing: number | null;
}

type Pair = readonly [number | null | undefined, number | null | undefined];

const day = 86_400;

/** Of a walk-forward what each fold chose, in training and in its test; of a search all candidates, in the first half of the time and in the second. */
export function pointsOf({ result: { folds }, candidates }: SearchFile): Points {
  const ratios: Pair[] = folds
    ? folds.map(fold => [fold.in_sample?.['sharpe'], fold.out_of_sample?.['sharpe']] as const)
    : candidates.fold.map((_, at) => [candidates.measures['sharpe_first_half']?.[at], candidates.measures['sharpe_second_half']?.[at]] as const);
  const isRatio = folds === undefined || knownOf(ratios).length > 0;
  const pairs = isRatio ? ratios : folds.map(dailyOf);
  const shown = knownOf(pairs);
  const shareOf = (is: (point: Point) => boolean): number | null => (shown.length === 0 ? null : shown.filter(is).length / shown.length);
  return { by: isRatio ? 'sharpe' : 'return', shown, left: pairs.length - shown.length, worse: shareOf(point => point.outside < point.inside), losing: shareOf(point => point.outside < 0) };
}

function knownOf(pairs: readonly Pair[]): Point[] {
  return pairs.flatMap(([inside, outside]) => (isKnown(inside) && isKnown(outside) ? [{ inside, outside }] : []));
}

// Training and test are of different lengths.
function dailyOf({ in_sample: inside, out_of_sample: outside, ...fold }: Fold): Pair {
  const a = inside?.['return'];
  const b = outside?.['return'];
  return [isKnown(a) ? (a * day) / (fold.train_to - fold.train_from) : null, isKnown(b) ? (b * day) / (fold.test_to - fold.test_from) : null];
}
