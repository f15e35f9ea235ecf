import { fixed, isKnown, percent } from '../../format/numbers';

/** A gain or a loss, by glyph and colour; a dash where it is not known. */
export function Profit({ usd, inPercent }: { usd: number | null; inPercent?: number | null }) {
  const look = !isKnown(usd) || usd === 0 ? '' : usd > 0 ? 'up' : 'down';
  return (
    <span class={`${look} live-value`}>
      {look === 'up' ? '▲ ' : look === 'down' ? '▼ ' : ''}
      {inPercent === undefined ? fixed(usd, 2, true) : percent(inPercent)}
    </span>
  );
}
