import { isKnown } from '../format/numbers';
import { unixMs } from '../format/time';
import type { PositionView } from '../source/views';

/** A closed position of which it is known what it brought. */
export interface Trade {
  readonly closedUnixMs: number;
  readonly profitUsd: number;
}

/** How often it went well. */
export interface WinRate {
  readonly wins: number;
  readonly losses: number;
  /** Wins among wins and losses; null without either. */
  readonly rate: number | null;
  /** Closed trades, those that brought nothing included. */
  readonly count: number;
  /** Whether there are enough to judge by. */
  readonly isEnough: boolean;
}

/** A point of the equity curve: after a trade. */
export interface EquityPoint {
  readonly unixMs: number;
  /** USD: equity where the total of today is known, else the sum of gains. */
  readonly value: number;
  readonly profitUsd: number;
  /** Below the highest before, USD; 0 at a new high. */
  readonly drawdownUsd: number;
}

/** The account over its closed trades. */
export interface Equity {
  readonly points: readonly EquityPoint[];
  /** Whether values are the account's worth rather than a sum of gains. */
  readonly isWorth: boolean;
  readonly maxDrawdownUsd: number;
  /** The same as a share of the high before it; null where the account's worth is not known. */
  readonly maxDrawdownShare: number | null;
  readonly profitUsd: number;
}

/** Fewer closed trades than this say nothing. */
export const enoughTrades = 30;

/** Closed trades, oldest first. A result that is not known is no 0: such a position is left out, and counted by `without`. */
export function tradesOf(positions: readonly PositionView[], fromUnixMs = 0): { readonly trades: readonly Trade[]; readonly without: number } {
  const trades: Trade[] = [];
  let without = 0;
  for (const position of positions) {
    const closedUnixMs = unixMs(position.closedAt);
    if (closedUnixMs === null || closedUnixMs < fromUnixMs) {
      continue;
    }

    if (isKnown(position.profitUsd)) {
      trades.push({ closedUnixMs, profitUsd: position.profitUsd });
    } else {
      without++;
    }
  }

  return { trades: trades.sort((a, b) => a.closedUnixMs - b.closedUnixMs), without };
}

/** The win rate of trades. */
export function winRate(trades: readonly Trade[]): WinRate {
  const wins = trades.filter(trade => trade.profitUsd > 0).length;
  const losses = trades.filter(trade => trade.profitUsd < 0).length;
  return { wins, losses, rate: wins + losses === 0 ? null : wins / (wins + losses), count: trades.length, isEnough: trades.length >= enoughTrades };
}

/**
 * The curve of an account: its worth now, walked back over what its trades brought.
 * Without the worth, or where later trades are left out of it, there is but the sum of gains.
 */
export function equityOf(trades: readonly Trade[], worthNow: number | null): Equity {
  const profitUsd = trades.reduce((sum, trade) => sum + trade.profitUsd, 0);
  const base = worthNow === null ? 0 : worthNow - profitUsd;
  let [value, high, maxDrawdownUsd, maxDrawdownShare] = [base, base, 0, 0];
  const points: EquityPoint[] = [];
  for (const { closedUnixMs, profitUsd: brought } of trades) {
    value += brought;
    high = Math.max(high, value);
    const drawdownUsd = high - value;
    maxDrawdownUsd = Math.max(maxDrawdownUsd, drawdownUsd);
    maxDrawdownShare = Math.max(maxDrawdownShare, high > 0 ? drawdownUsd / high : 0);
    points.push({ unixMs: closedUnixMs, value, profitUsd: brought, drawdownUsd });
  }

  return { points, isWorth: worthNow !== null, maxDrawdownUsd, maxDrawdownShare: worthNow === null ? null : maxDrawdownShare, profitUsd };
}

/** What is at risk, USD, leverage included; null as soon as the price of one position is not known. */
export function exposureOf(open: readonly PositionView[]): number | null {
  let sum = 0;
  for (const { quantity, price } of open) {
    if (!isKnown(price)) {
      return null;
    }

    sum += quantity * price;
  }

  return sum;
}

/** Gain of a position, USD: after the fees paid so far, or by prices alone; null where it cannot be told. */
export function profitOf(position: PositionView, withFees: boolean): number | null {
  if (withFees) {
    return isKnown(position.profitUsd) ? position.profitUsd : null;
  }

  return isKnown(position.price) ? position.quantity * (position.price - position.entryPrice) * (position.side === 'LONG' ? 1 : -1) : null;
}

/** The same in percent of the stake; null where it cannot be told. */
export function profitPercent(position: PositionView, withFees: boolean): number | null {
  const profit = profitOf(position, withFees);
  return profit === null || !(position.stakeUsd > 0) ? null : (profit / position.stakeUsd) * 100;
}
