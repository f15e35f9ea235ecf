import type { Place } from './plot';

/** How many places at the beginning of both show the same. */
export function commonLength(before: readonly Place[], after: readonly Place[]): number {
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && isSame(before[at] as Place, after[at] as Place)) {
    at++;
  }

  return at;
}

function isSame(one: Place, other: Place): boolean {
  return one.time === other.time && one.state === other.state && one.spot === other.spot && one.perp === other.perp && (one.bucket === other.bucket || isSameBucket(one, other));
}

function isSameBucket({ bucket: one }: Place, { bucket: other }: Place): boolean {
  return one !== null && other !== null && one.open === other.open && one.high === other.high && one.low === other.low && one.close === other.close && one.buy === other.buy && one.sell === other.sell;
}
