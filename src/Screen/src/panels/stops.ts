import type { SymbolView } from '../source/views';
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

/** What the column says. */
export function stopOf(symbol: SymbolView, isOpen: boolean): Stop {
  const { stops, phases } = texts.symbols;
  if (isOpen) {
    return { text: stops.open, rank: 6 };
  }

  if (symbol.historyProblem !== null) {
    return { text: stops.history, rank: 0 };
  }

  const phase = phaseOf(symbol.firstFailure);
  if (phase !== null) {
    return { text: phases[phase] ?? '', rank: phase };
  }

  return symbol.decision === null ? { text: stops.warmUp, rank: 0 } : symbol.firstFailure === null ? { text: stops.signal, rank: 5 } : { text: stops.none, rank: 0 };
}
