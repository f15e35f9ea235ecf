import type { Answer, Http } from '../source/http';
import type { LedgerView } from '../source/views';

/** A market's ledger with the coin that it belongs to. */
export interface SymbolLedger {
  readonly symbol: string;
  readonly ledger: LedgerView;
}

const atOnce = 3;

/** Coins of which ledgers are read at one time: each is a question of its own. */
export const mostSymbols = 40;

/** The ledgers of all markets of coins over `[from, to)`, a few questions at a time. */
export async function readLedgers(http: Http, symbols: readonly string[], from: number, to: number, stop: AbortSignal): Promise<Answer<readonly SymbolLedger[]>> {
  const answers = new Map<string, readonly LedgerView[]>();
  const waiting = [...symbols];
  let asOf = Number.POSITIVE_INFINITY;
  const work = async (): Promise<void> => {
    for (let symbol = waiting.shift(); symbol !== undefined; symbol = waiting.shift()) {
      const answer = await http.get<readonly LedgerView[]>('ledger', { symbol, from, to }, stop);
      // What is joined to all of them must be joined to the oldest.
      asOf = Math.min(asOf, answer.asOf);
      answers.set(symbol, answer.value);
    }
  };

  await Promise.all(Array.from({ length: atOnce }, work));
  const value = symbols.flatMap(symbol => (answers.get(symbol) ?? []).map(ledger => ({ symbol, ledger })));
  return { value, asOf: Number.isFinite(asOf) ? asOf : 0 };
}
