import { route } from '../../route/route';
import type { ReportFile, ReportSymbol } from './file';

/** The symbols of an account, by name; one where it has one. */
export function symbolsOf({ symbol, others, result }: ReportFile): string[] {
  return [symbol ?? result.market, ...(others ?? []).map(other => other.symbol)];
}

/** The symbol whose chart is shown: the one that the address names, else the first. */
export function shownSymbol(file: ReportFile): string {
  const symbols = symbolsOf(file);
  return symbols.find(symbol => symbol === route.value.query['symbol']) ?? (symbols[0] as string);
}

/** The report as it would be of one symbol alone, as far as its chart goes. */
export function ofSymbol(file: ReportFile, symbol: string): ReportFile {
  if (file.others === undefined) {
    return file;
  }

  const { chart, open_interest, ledgers, explanations }: Omit<ReportSymbol, 'symbol'> = file.others.find(other => other.symbol === symbol) ?? file;
  const own = <T extends { readonly symbol?: string }>(rows: readonly T[]): T[] => rows.filter(row => row.symbol === symbol);
  const { executed_orders, refused_orders, open_positions } = file.result;
  const result = { ...file.result, market: symbol, executed_orders: own(executed_orders), refused_orders: own(refused_orders), open_positions: own(open_positions) };
  return { ...file, result, chart, open_interest, ledgers, explanations };
}
