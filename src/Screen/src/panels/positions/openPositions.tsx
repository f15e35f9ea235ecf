import { amount, fixed, score, unknown } from '../../format/numbers';
import { price } from '../../format/price';
import { moment, span, unixMs, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { settings } from '../../settings/settings';
import type { PositionView } from '../../source/views';
import { profitOf, profitPercent } from '../../store/account';
import { useServices, useWant } from '../../store/services';
import { Entry } from '../entry';
import { Opener, RowTable, wordy, type Opening } from '../rowTable';
import { askClose } from './closePosition';
import { ExitChecks } from './exitChecks';
import { Profit } from './profit';

const words = pageTexts.positions;

/** What is open, how it does, and how far its exits are. */
export function OpenPositions({ rows, withAccount }: { rows: readonly PositionView[]; withAccount: boolean }) {
  useWant(['sym'], [...new Set(rows.map(row => row.symbol))], 2);
  const { columns } = words;
  return (
    <RowTable
      label={words.open}
      heads={[
        columns.position, withAccount && wordy(columns.account), columns.entry, columns.now, columns.profitPercent, columns.profit, columns.age, columns.stake, { name: columns.cvd, hint: words.cvdHint },
        columns.score, columns.id, { name: columns.checks, hint: words.checksHint }, '',
      ]}
      items={rows}
      keyOf={row => `${row.account} ${row.id}`}
      row={(row, opening) => <Row row={row} withAccount={withAccount} opening={opening} />}
      detail={row => <ExitChecks symbol={row.symbol} />}
    />
  );
}

interface RowProps {
  readonly row: PositionView;
  readonly withAccount: boolean;
  readonly opening: Opening;
}

function Row({ row, withAccount, opening }: RowProps) {
  const services = useServices();
  const { tables, clock, freshness } = services;
  const { withFees, zone } = settings.value;
  const isOff = freshness.value.level === 'offline';
  const opened = unixMs(row.openedAt);
  const now = clock.second.value;
  const signal = tables.signals.value.value?.find(record => record.signal.id === row.signalId)?.signal;
  const live = tables.symbols.rows.value?.get(row.symbol)?.value;
  const usd = isOff ? null : profitOf(row, withFees);
  return (
    <tr>
      <td>
        <Entry of={row} />
      </td>
      {withAccount && <td class="text">{row.account}</td>}
      <td>{price(row.entryPrice)}</td>
      <td class="live-value">{isOff ? unknown : price(row.price)}</td>
      <td>
        <Profit usd={usd} inPercent={isOff ? null : profitPercent(row, withFees)} />
      </td>
      <td>
        <Profit usd={usd} />
      </td>
      <td title={moment(opened, zoneOf(zone))}>{isOff || now === null || opened === null ? unknown : span(now - opened)}</td>
      <td>{fixed(row.stakeUsd, 2)}</td>
      <td class="live-value">
        {signal === undefined || live === undefined || isOff ? unknown : (
          <>
            <span class="spot">{amount(live.spotCvd - signal.spotCvd)}</span> / <span class="perp">{amount(live.perpCvd - signal.perpCvd)}</span>
          </>
        )}
      </td>
      <td>{score(signal?.score)}</td>
      <td title={row.signalId}>{row.id}</td>
      <td>
        <Opener opening={opening} text={words.columns.checks} of={words.showChecks(row.symbol)} />
      </td>
      <td>
        <button type="button" class="danger" disabled={isOff} aria-label={words.closeOf(row.symbol, row.id)} onClick={() => askClose(services, row)}>
          {words.close}
        </button>
      </td>
    </tr>
  );
}
