import type { SymbolFigures, SymbolView } from '../source/views';
import { stopOf } from './stops';

export const columns = ['symbol', 'price', 'change', 'spot', 'perp', 'divergence', 'interest', 'complete', 'stop'] as const;

export type Column = (typeof columns)[number];

/** How the table is sorted. */
export interface Order {
  readonly column: Column;
  readonly isRising: boolean;
}

/** A row as it is sorted. */
export interface SortableRow {
  readonly symbol: SymbolView;
  readonly figures: SymbolFigures | undefined;
  readonly isOpen: boolean;
  readonly isCooling: boolean;
}

/** Names in their order: kept ones first, what is not known last whichever way, equals by name. */
export function ordered(rows: readonly SortableRow[], order: Order, stars: readonly string[], filter: string): string[] {
  const wanted = filter.trim().toUpperCase();
  const way = order.isRising ? 1 : -1;
  return rows
    .filter(row => row.symbol.symbol.toUpperCase().includes(wanted))
    .map(row => ({ name: row.symbol.symbol, isStarred: stars.includes(row.symbol.symbol), value: valueOf(row, order.column) }))
    .sort((a, b) => Number(b.isStarred) - Number(a.isStarred) || compare(a.value, b.value, way) || (a.name < b.name ? -1 : 1))
    .map(row => row.name);
}

function valueOf({ symbol, figures, isOpen, isCooling }: SortableRow, column: Column): number | string | null {
  switch (column) {
    case 'symbol':
      return symbol.symbol;
    case 'price':
      return symbol.price;
    case 'change':
      return figures?.changePercent1h ?? null;
    case 'spot':
      return symbol.windowSpotCvd;
    case 'perp':
      return symbol.windowPerpCvd;
    case 'divergence':
      return figures?.divergence.at(-1) ?? null;
    case 'interest':
      return figures?.openInterestChangePercent24h ?? null;
    case 'complete':
      return figures?.completeShare ?? null;
    case 'stop':
      return stopOf(symbol, isOpen, isCooling).rank;
  }
}

function compare(a: number | string | null, b: number | string | null, way: number): number {
  if (a === null || b === null) {
    return a === b ? 0 : a === null ? 1 : -1;
  }

  return a === b ? 0 : (a < b ? -1 : 1) * way;
}
