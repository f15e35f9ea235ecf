import { fixed } from '../../format/numbers';
import { price } from '../../format/price';
import { moment, span, unixMs, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { settings } from '../../settings/settings';
import type { PositionView } from '../../source/views';
import { profitOf, profitPercent } from '../../store/account';
import { Entry } from '../entry';
import { RowTable, wordy } from '../rowTable';
import { Profit } from './profit';

const words = pageTexts.positions;

/** What has closed, newest first. */
export function ClosedPositions({ rows, withAccount }: { rows: readonly PositionView[]; withAccount: boolean }) {
  const { withFees } = settings.value;
  const zone = zoneOf(settings.value.zone);
  const { columns } = words;
  return (
    <RowTable
      label={words.closed}
      heads={[
        columns.position, withAccount && wordy(columns.account), columns.closedAt, columns.held, columns.entry, columns.exit, columns.profitPercent, columns.profit, columns.stake, columns.id, wordy(columns.reason),
      ]}
      items={rows}
      keyOf={row => `${row.account} ${row.id}`}
      row={row => {
        const [opened, closed] = [unixMs(row.openedAt), unixMs(row.closedAt)];
        const usd = profitOf(row, withFees);
        return (
          <tr>
            <td>
              <Entry of={row} />
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
      }}
    />
  );
}
