import { csvTable } from '../format/csvTable';
import { iso } from '../format/time';
import type { Gap } from '../source/views';

/** Which holes are shown. */
export interface GapFilter {
  /** `open`, `filled` or empty for both. */
  readonly state: string;
  /** Part of a market's name, in any letter case. */
  readonly market: string;
}

/** Holes that pass, newest first. */
export function gapRows(gaps: readonly Gap[], filter: GapFilter): readonly Gap[] {
  const wanted = filter.market.trim().toLowerCase();
  return gaps
    .filter(gap => filter.state === '' || (gap.filledBy === null) === (filter.state === 'open'))
    .filter(gap => gap.market.toLowerCase().includes(wanted))
    .sort((a, b) => b.afterUnixMs - a.afterUnixMs || a.market.localeCompare(b.market));
}

/** What tells a hole from another. */
export function gapKey(gap: Pick<Gap, 'market' | 'beforeId' | 'beforeUnixMs'>): string {
  return `${gap.market} ${gap.beforeId} ${gap.beforeUnixMs}`;
}

/** Minutes between the trades on both sides. */
function gapMinutes(gap: Gap): number {
  return (gap.afterUnixMs - gap.beforeUnixMs) / 60_000;
}

/** Trades known to be missing in holes that are open, and the holes of which that is not known. */
export function missingTrades(gaps: readonly Gap[]): { readonly trades: number; readonly unknown: number } {
  const open = gaps.filter(gap => gap.filledBy === null);
  return { trades: open.reduce((sum, gap) => sum + (gap.missing ?? 0), 0), unknown: open.filter(gap => gap.missing === null).length };
}

/** Holes as a file. Times with the offset of the zone; trades that nobody could count stay empty. */
export function gapsCsv(gaps: readonly Gap[], zone: string): string {
  return csvTable(
    ['market', 'from', 'to', 'minutes', 'trades_missing', 'detected_by', 'state', 'filled_by', 'last_id_before', 'first_id_after'],
    gaps.map(gap => [
      gap.market,
      iso(gap.beforeUnixMs, zone),
      iso(gap.afterUnixMs, zone),
      Number(gapMinutes(gap).toFixed(3)),
      gap.missing,
      gap.reason,
      gap.filledBy === null ? 'open' : 'filled',
      gap.filledBy,
      gap.beforeId === 0 ? null : gap.beforeId,
      gap.afterId === 0 ? null : gap.afterId,
    ]),
  );
}
