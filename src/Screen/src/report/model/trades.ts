import type { OrderView, PositionView, SignalRecord } from '../../source/views';
import type { BacktestResult, ExecutedOrder, RefusedOrder, ReportFile } from './file';

/** A trade of a back-test, from its entry to its exit. */
export interface Trade {
  readonly id: number;
  readonly side: 'LONG' | 'SHORT';
  readonly entry: ExecutedOrder;
  /** Null while it is open. */
  readonly exit: ExecutedOrder | null;
  readonly enteredMs: number;
  readonly leftMs: number | null;
  /** After both fees, USD; null while it is open. */
  readonly profitUsd: number | null;
}

type Orders = Pick<BacktestResult, 'executed_orders' | 'profile'>;

/** All trades, oldest first. */
export function tradesOf(result: Orders): Trade[] {
  const exits = new Map(result.executed_orders.filter(isExit).map(order => [order.trade_id, order]));
  return result.executed_orders
    .filter(order => !isExit(order))
    .map(entry => {
      const exit = exits.get(entry.trade_id) ?? null;
      return {
        id: entry.trade_id,
        side: entry.side === 'BUY' ? 'LONG' : 'SHORT',
        entry,
        exit,
        enteredMs: filledMs(entry, result),
        leftMs: exit && filledMs(exit, result),
        profitUsd: exit?.pnl ?? null,
      };
    });
}

// The reference system fills at the close that decided; every other profile at the open of the bar that filled it.
function filledMs(order: ExecutedOrder, { profile }: Orders): number {
  return (profile === 'Original' ? order.decided : order.t) * 1_000;
}

/** Orders that were filled and such that were not, as signals, newest first. */
export function signalsOf({ result }: ReportFile): SignalRecord[] {
  const record = (order: ExecutedOrder | RefusedOrder, outcome: 'Filled' | 'Rejected', fillPrice: number | null, id: string): SignalRecord => ({
    signal: {
      id, symbol: result.market, baseSymbol: result.market, action: isExit(order) ? 'Close' : order.side === 'BUY' ? 'Long' : 'Short', barCloseUnixMs: order.decided * 1_000,
      score: order.score ?? Number.NaN, positionSizeFactor: Number.NaN, leverage: ('leverage' in order ? order.leverage : undefined) ?? Number.NaN, entryPrice: order.price ?? Number.NaN, confidence: Number.NaN,
      reasoning: order.reason, ttlSeconds: Number.NaN, positionId: null, tradeId: 'trade_id' in order ? String(order.trade_id) : null, spotCvd: Number.NaN, perpCvd: Number.NaN, resetLow: null, resetHigh: null, source: null,
    },
    outcome,
    detail: outcome === 'Rejected' ? order.reason : null,
    fillPrice,
  });
  return [
    ...result.executed_orders.map(order => record(order, 'Filled', order.price, `${order.trade_id}-${order.side}`)),
    ...result.refused_orders.map((order, at) => record(order, 'Rejected', order.fill_price, `refused-${at}`)),
  ].sort((a, b) => b.signal.barCloseUnixMs - a.signal.barCloseUnixMs);
}

/** The same as orders, newest first. */
export function ordersOf(file: ReportFile): OrderView[] {
  const rules = new Map(file.result.refused_orders.map((order, at) => [`refused-${at}`, order.rule]));
  return signalsOf(file).map(({ signal, outcome, detail, fillPrice }) => ({
    signalId: signal.id, baseSymbol: signal.baseSymbol, action: signal.action, state: outcome, attempts: 1, updatedAt: new Date(signal.barCloseUnixMs).toISOString(), detail, tradeId: signal.tradeId, price: fillPrice,
    givenAt: null, latencySeconds: null, rule: rules.get(signal.id) ?? null, source: null, account: '',
  }));
}

/** Trades as positions, newest first; an open one is valued at the last close. */
export function positionsOf({ result }: ReportFile): PositionView[] {
  const open = new Map(result.open_positions.map(position => [position.trade_id, position]));
  return tradesOf(result)
    .map(({ id, side, entry, exit, enteredMs, leftMs, profitUsd }) => {
      const still = open.get(id);
      return {
        id: String(id), signalId: `${id}-${entry.side}`, symbol: result.market, side, quantity: entry.quantity, entryPrice: entry.price, leverage: entry.leverage ?? Number.NaN, stakeUsd: entry.quantity * entry.price,
        openedAt: new Date(enteredMs).toISOString(), price: exit?.price ?? still?.mark_price ?? null, profitUsd: profitUsd ?? (still ? still.unrealized_pnl - still.entry_fee : null),
        closedAt: leftMs === null ? null : new Date(leftMs).toISOString(), exitReason: exit?.exit ?? null, account: '',
      };
    })
    .reverse();
}

function isExit({ side }: { readonly side: string }): boolean {
  return side.startsWith('EXIT');
}
