import { fixed } from '../../format/numbers';
import { price } from '../../format/price';
import { moment, span, unixMs, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { formatRoute } from '../../route/route';
import { settings } from '../../settings/settings';
import type { PositionView } from '../../source/views';
import { profitOf, profitPercent } from '../../store/account';
import { More, useFirst } from '../more';
import { Scroll } from '../scroll';
import { Profit } from './profit';

const words = pageTexts.positions;

/** What has closed, newest first. */
export function ClosedPositions({ rows, withAccount }: { rows: readonly PositionView[]; withAccount: boolean }) {
  const { shown, rest, more } = useFirst(rows, 'closed');
  const { withFees } = settings.value;
  const zone = zoneOf(settings.value.zone);
  const { columns } = words;
  return (
    <Scroll label={words.closed}>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{columns.position}</th>
            {withAccount && <th scope="col" class="text">{columns.account}</th>}
            <th scope="col">{columns.closedAt}</th>
            <th scope="col">{columns.held}</th>
            <th scope="col">{columns.entry}</th>
            <th scope="col">{columns.exit}</th>
            <th scope="col">{columns.profitPercent}</th>
            <th scope="col">{columns.profit}</th>
            <th scope="col">{columns.stake}</th>
            <th scope="col">{columns.id}</th>
            <th scope="col" class="text">{columns.reason}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(row => {
            const [opened, closed] = [unixMs(row.openedAt), unixMs(row.closedAt)];
            const usd = profitOf(row, withFees);
            return (
              <tr key={`${row.account} ${row.id}`}>
                <td>
                  <a href={formatRoute({ page: 'flow', path: [row.symbol], query: { at: opened === null ? '' : String(opened) } })} aria-label={words.entryLink(row.symbol)}>
                    <span class={row.side === 'LONG' ? 'up' : 'down'}>{row.side === 'LONG' ? '▲' : '▼'}</span> {row.symbol} ×{row.leverage}
                  </a>
                </td>
                {withAccount && <td class="text">{row.account}</td>}
                <td>{moment(closed, zone)}</td>
                <td>{span(opened === null || closed === null ? null : closed - opened)}</td>
                <td>{price(row.entryPrice)}</td>
                <td>{price(row.price)}</td>
                <td>
                  <Profit usd={usd} inPercent={profitPercent(row, withFees)} />
                </td>
                <td>
                  <Profit usd={usd} />
                </td>
                <td>{fixed(row.stakeUsd, 2)}</td>
                <td title={row.signalId}>{row.id}</td>
                <td class="text">{row.exitReason ?? ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <More rest={rest} more={more} />
    </Scroll>
  );
}
