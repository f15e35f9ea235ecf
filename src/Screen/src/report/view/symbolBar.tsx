import { adjust } from '../../route/route';
import type { ReportFile } from '../model/file';
import { symbolsOf } from '../model/symbols';
import { reportTexts } from '../../texts/report';

/** Chooses the symbol whose chart is shown, where several share the account. */
export function SymbolBar({ file, shown }: { file: ReportFile; shown: string }) {
  const symbols = symbolsOf(file);
  return symbols.length === 1 ? null : (
    <div class="choices" role="group" aria-label={reportTexts.symbols.choose}>
      {symbols.map(symbol => (
        <button key={symbol} type="button" aria-pressed={symbol === shown} onClick={() => adjust({ symbol, bar: '' })}>
          {symbol}
        </button>
      ))}
    </div>
  );
}
