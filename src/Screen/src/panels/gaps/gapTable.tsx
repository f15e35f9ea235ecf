import { fixed, unknown } from '../../format/numbers';
import { moment, span, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { formatRoute } from '../../route/route';
import { settings } from '../../settings/settings';
import type { SearchedGap } from '../../source/moreViews';
import type { Gap } from '../../source/views';
import { gapKey } from '../../store/gapRows';
import { RowTable, wordy } from '../rowTable';

const words = pageTexts.gaps;

/** Every hole: where, how much, how it was found, and what filled it. */
export function GapTable({ rows, searched, symbolOf, name }: { rows: readonly Gap[]; searched: readonly SearchedGap[]; symbolOf: (market: string) => string | undefined; name: string }) {
  const zone = zoneOf(settings.value.zone);
  const { columns } = words;
  const searches = new Map(searched.map(one => [gapKey(one), one.searches]));
  return (
    <RowTable
      label={words.table}
      heads={[columns.market, columns.from, columns.to, columns.span, columns.missing, wordy(columns.reason), wordy(columns.state), wordy(columns.fill), wordy(columns.searches), columns.chart]}
      items={rows}
      name={name}
      keyOf={(gap: Gap) => gapKey(gap)}
      row={gap => {
        const symbol = symbolOf(gap.market);
        const isOpen = gap.filledBy === null;
        const tried = searches.get(gapKey(gap)) ?? [];
        const last = tried.at(-1);
        return (
          <tr>
            <td>{gap.market}</td>
            <td>{moment(gap.beforeUnixMs, zone)}</td>
            <td>{moment(gap.afterUnixMs, zone)}</td>
            <td>{span(gap.afterUnixMs - gap.beforeUnixMs)}</td>
            <td title={gap.missing === null ? words.noNumber : undefined}>{gap.missing === null ? unknown : fixed(gap.missing)}</td>
            <td class="text" title={gap.reason}>{words.reasons[gap.reason] ?? gap.reason}</td>
            <td class={`text ${isOpen ? 'bad' : 'good'}`}>{isOpen ? words.states.open : words.states.filled}</td>
            <td class="text verdict" title={gap.filledBy ?? undefined}>{gap.filledBy ?? ''}</td>
            <td class="text" title={tried.map(one => `${moment(Date.parse(one.at), zone)} ${words.outcomes[one.outcome] ?? one.outcome}: ${one.words}`).join('\n')}>
              {last ? `${tried.length}, ${words.outcomes[last.outcome] ?? last.outcome}` : unknown}
            </td>
            <td>
              {symbol !== undefined && (
                <a href={formatRoute({ page: 'flow', path: [symbol], query: { at: String(gap.beforeUnixMs) } })} aria-label={pageTexts.openChart(symbol, moment(gap.beforeUnixMs, zone))}>
                  {pageTexts.chart}
                </a>
              )}
            </td>
          </tr>
        );
      }}
    />
  );
}
