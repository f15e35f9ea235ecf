import { score } from '../format/numbers';
import type { PositionView, SignalRecord } from '../source/views';
import { amount, percent } from '../format/numbers';
import { unixMs } from '../format/time';
import type { Holding } from './holdings';
import type { Mark, MarkKind } from './marks';
import type { Place } from './plot';

/** Place of the bucket that a moment lies in; -1 before the first. */
export function placeAt(places: readonly Place[], time: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as Place).time <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }

  return low - 1;
}

/** The symbol's signals at their places. */
export function marksOf(places: readonly Place[], records: readonly SignalRecord[], symbol: string): Mark[] {
  return records
    .filter(record => record.signal.baseSymbol === symbol)
    .flatMap(record => {
      const { signal } = record;
      // A bar decides at its close: the signal belongs to the bucket before that moment.
      const place = placeAt(places, signal.barCloseUnixMs - 1);
      const bucket = places[place]?.bucket;
      if (bucket === undefined) {
        return [];
      }

      const side = signal.action === 'Close' ? 'exit' : signal.action === 'Long' ? 'long' : 'short';
      const price = (side === 'long' ? bucket?.low : side === 'short' ? bucket?.high : null) ?? signal.entryPrice;
      return [{ place, price, side, kind: kindOf(record), text: textOf(record), record } satisfies Mark];
    })
    .sort((a, b) => a.place - b.place);
}

function kindOf({ outcome, signal }: SignalRecord): MarkKind {
  switch (outcome) {
    case 'Rejected':
      return 'refused';
    case 'Expired':
      return 'expired';
    case 'Pending':
    case 'Unknown':
      return 'pending';
    default:
      return signal.action === 'Close' ? 'exit' : 'accepted';
  }
}

function textOf({ signal }: SignalRecord): string {
  return signal.action === 'Close' ? 'exit' : `${signal.action === 'Long' ? 'L' : 'S'} ${score(signal.score)}`;
}

/** The symbol's positions as segments; what lies before the first place is left out. */
export function holdingsOf(places: readonly Place[], positions: readonly PositionView[], symbol: string): Holding[] {
  return positions
    .filter(position => position.symbol === symbol)
    .flatMap(position => {
      const opened = unixMs(position.openedAt);
      const closed = unixMs(position.closedAt);
      const from = opened === null ? -1 : placeAt(places, opened);
      const to = closed === null ? places.length - 1 : placeAt(places, closed);
      if (position.price === null || to < 0 || (closed !== null && from < 0)) {
        return [];
      }

      const percentOf = position.profitUsd === null || position.stakeUsd === 0 ? null : (100 * position.profitUsd) / position.stakeUsd;
      return [{
        from: Math.max(0, from),
        to,
        entry: position.entryPrice,
        price: position.price,
        isOpen: closed === null,
        isGain: position.profitUsd === null ? null : position.profitUsd >= 0,
        text: `${position.side === 'LONG' ? '▲' : '▼'} ${percent(percentOf)} ${amount(position.profitUsd)}`,
      } satisfies Holding];
    });
}
