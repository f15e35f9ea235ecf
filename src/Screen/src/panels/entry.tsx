import { unixMs } from '../format/time';
import { pageTexts } from '../pageTexts';
import { formatRoute } from '../route/route';
import type { PositionView } from '../source/views';

/** What is held, as a way to where it began on the chart. */
export function Entry({ of: { symbol, side, leverage, openedAt } }: { of: PositionView }) {
  const isLong = side === 'LONG';
  return (
    <a href={formatRoute({ page: 'flow', path: [symbol], query: { at: String(unixMs(openedAt) ?? '') } })} title={pageTexts.positions.entryLink(symbol)}>
      <span class={isLong ? 'up' : 'down'}>{isLong ? '▲' : '▼'}</span> {symbol} <span class="dim">×{leverage}</span>
    </a>
  );
}
