import { share } from '../../format/numbers';
import { day, minuteOf, moment, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { formatRoute } from '../../route/route';
import { settings } from '../../settings/settings';
import type { CellKind, HeatCell, HeatRow } from '../../store/heatMap';
import { Scroll } from '../scroll';

const words = pageTexts.gaps;
const kinds = Object.keys(words.kinds) as readonly CellKind[];
const dayMs = 86_400_000;

/** Markets by hours: where is something missing? */
export function HeatMap({ rows, hours }: { rows: readonly HeatRow[]; hours: readonly number[] }) {
  const zone = zoneOf(settings.value.zone);
  return (
    <>
      <p class="note heat-legend" role="group" aria-label={words.legend}>
        {kinds.map(kind => (
          <span key={kind}>
            <i class={`heat is-${kind}`} aria-hidden="true">
              {words.glyphs[kind]}
            </i>{' '}
            {words.kinds[kind]}
          </span>
        ))}
      </p>
      <Scroll label={words.map}>
        <table class={`heat-map ${hours.length > 24 ? 'dense' : ''}`}>
          <thead>
            <tr>
              <th scope="col">{words.columns.market}</th>
              {hours.map((hour, place) => (
                <th key={hour} scope="col" title={moment(hour, zone)}>
                  <HourHead hour={hour} isFirst={place === 0} isDense={hours.length > 24} zone={zone} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.market}>
                <th scope="row">{row.market}</th>
                {row.cells.map(cell => (
                  <Cell key={cell.fromUnixMs} row={row} cell={cell} zone={zone} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

// Every third hour has room for its name; of a week only days have.
function HourHead({ hour, isFirst, isDense, zone }: { hour: number; isFirst: boolean; isDense: boolean; zone: string }) {
  const isMidnight = hour % dayMs === 0;
  const text = isDense ? (isMidnight || isFirst ? day(hour, zone) : '') : hour % (3 * 3_600_000) === 0 ? minuteOf(hour, zone) : '';
  return text === '' ? <span class="unseen">{minuteOf(hour, zone)}</span> : <span class="hour">{text}</span>;
}

function Cell({ row, cell, zone }: { row: HeatRow; cell: HeatCell; zone: string }) {
  const said = words.cell(row.market, moment(cell.fromUnixMs, zone), words.kinds[cell.kind], share(cell.completeShare), cell.openGaps, cell.filledGaps);
  const glyph = words.glyphs[cell.kind];
  // Only what is wrong leads somewhere: else there would be hundreds of stops for the keyboard.
  const isWrong = cell.kind === 'gap' || cell.kind === 'partial' || cell.kind === 'filled';
  return (
    <td class={`heat is-${cell.kind}`} title={said}>
      {isWrong ? (
        <a href={formatRoute({ page: 'flow', path: [row.symbol], query: { at: String(cell.fromUnixMs) } })} aria-label={said}>
          {glyph}
        </a>
      ) : (
        <>
          <span aria-hidden="true">{glyph}</span>
          <span class="unseen">{words.kinds[cell.kind]}</span>
        </>
      )}
    </td>
  );
}
