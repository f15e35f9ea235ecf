import type { AccountView, SymbolView } from '../source/views';
import { texts } from '../texts';

/** Where a symbol's way to a signal ends, short enough for a column. */
export interface Stop {
  readonly text: string;
  /** 0 to 5 by phase; 6 for an open position. Higher is nearer to a trade. */
  readonly rank: number;
}

/** The phase that a failure names; null when it names none. */
export function phaseOf(failure: string | null | undefined): number | null {
  const match = /^phase (\d)/.exec(failure ?? '');
  return match ? Number(match[1]) : null;
}

/** Market time until which no account enters a coin, since it has lost; null where one may. */
export function coolsUntil(accounts: readonly AccountView[] | undefined, symbol: string): number | null {
  const ends = (accounts ?? []).filter(one => one.takes !== null).map(one => one.limits?.coolDowns?.find(cool => cool.symbol === symbol)?.untilUnixMs ?? 0);
  return ends.length > 0 && ends.every(end => end > 0) ? Math.min(...ends) : null;
}

/** What the column says. */
export function stopOf(symbol: SymbolView, isOpen: boolean, isCooling: boolean): Stop {
  const { stops, phases } = texts.symbols;
  if (isOpen) {
    return { text: stops.open, rank: 6 };
  }

  if (symbol.historyProblem !== null) {
    return { text: stops.history, rank: 0 };
  }

  if (symbol.holdReason != null || isCooling) {
    return { text: isCooling ? stops.coolDown : stops.dataGap, rank: 0 };
  }

  const phase = phaseOf(symbol.firstFailure);
  if (phase !== null) {
    return { text: phases[phase] ?? '', rank: phase };
  }

  return symbol.decision === null ? { text: stops.warmUp, rank: 0 } : symbol.firstFailure === null ? { text: stops.signal, rank: 5 } : { text: stops.held, rank: 0 };
}
