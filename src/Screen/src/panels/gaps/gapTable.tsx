import { fixed, unknown } from '../../format/numbers';
import { moment, span, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { formatRoute } from '../../route/route';
import { settings } from '../../settings/settings';
import type { Gap } from '../../source/views';
import { gapKey } from '../../store/gapRows';
import { More, useFirst } from '../more';
import { Scroll } from '../scroll';

const words = pageTexts.gaps;

/** Every hole: where, how much, how it was found, and what filled it. */
export function GapTable({ rows, symbolOf, name }: { rows: readonly Gap[]; symbolOf: (market: string) => string | undefined; name: string }) {
  const { shown, rest, more } = useFirst(rows, name);
  const zone = zoneOf(settings.value.zone);
  const { columns } = words;
  return (
    <Scroll label={words.table}>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{columns.market}</th>
            <th scope="col">{columns.from}</th>
            <th scope="col">{columns.to}</th>
            <th scope="col">{columns.span}</th>
            <th scope="col">{columns.missing}</th>
            <th scope="col" class="text">{columns.reason}</th>
            <th scope="col" class="text">{columns.state}</th>
            <th scope="col" class="text">{columns.fill}</th>
            <th scope="col">{columns.chart}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(gap => {
            const symbol = symbolOf(gap.market);
            const isOpen = gap.filledBy === null;
            return (
              <tr key={gapKey(gap)}>
                <td>{gap.market}</td>
                <td>{moment(gap.beforeUnixMs, zone)}</td>
                <td>{moment(gap.afterUnixMs, zone)}</td>
                <td>{span(gap.afterUnixMs - gap.beforeUnixMs)}</td>
                <td title={gap.missing === null ? words.noNumber : undefined}>{gap.missing === null ? unknown : fixed(gap.missing)}</td>
                <td class="text" title={gap.reason}>{words.reasons[gap.reason] ?? gap.reason}</td>
                <td class={`text ${isOpen ? 'bad' : 'good'}`}>{isOpen ? words.states.open : words.states.filled}</td>
                <td class="text verdict" title={gap.filledBy ?? undefined}>{gap.filledBy ?? ''}</td>
                <td>
                  {symbol !== undefined && (
                    <a href={formatRoute({ page: 'flow', path: [symbol], query: { at: String(gap.beforeUnixMs) } })} aria-label={pageTexts.openChart(symbol, moment(gap.beforeUnixMs, zone))}>
                      {pageTexts.chart}
                    </a>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <More rest={rest} more={more} />
    </Scroll>
  );
}
