import { useState } from 'preact/hooks';
import { amount, fixed, score, unknown } from '../../format/numbers';
import { price } from '../../format/price';
import { moment, span, unixMs, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { formatRoute } from '../../route/route';
import { settings } from '../../settings/settings';
import type { PositionView } from '../../source/views';
import { profitOf, profitPercent } from '../../store/account';
import { useServices, useWant } from '../../store/services';
import { Scroll } from '../scroll';
import { askClose } from './closePosition';
import { ExitChecks } from './exitChecks';
import { Profit } from './profit';

const words = pageTexts.positions;

/** What is open, how it does, and how far its exits are. */
export function OpenPositions({ rows, withAccount }: { rows: readonly PositionView[]; withAccount: boolean }) {
  useWant(['sym'], [...new Set(rows.map(row => row.symbol))], 2);
  const [opened, setOpened] = useState<string | null>(null);
  const { columns } = words;
  return (
    <Scroll label={words.open}>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{columns.position}</th>
            {withAccount && <th scope="col" class="text">{columns.account}</th>}
            <th scope="col">{columns.entry}</th>
            <th scope="col">{columns.now}</th>
            <th scope="col">{columns.profitPercent}</th>
            <th scope="col">{columns.profit}</th>
            <th scope="col">{columns.age}</th>
            <th scope="col">{columns.stake}</th>
            <th scope="col" title={words.cvdHint}>{columns.cvd}</th>
            <th scope="col">{columns.score}</th>
            <th scope="col">{columns.id}</th>
            <th scope="col" title={words.checksHint}>{columns.checks}</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {rows.map(row => {
            const name = `${row.account} ${row.id}`;
            const isOpen = opened === name;
            return [
              <Row key={name} row={row} withAccount={withAccount} isOpen={isOpen} toggle={() => setOpened(isOpen ? null : name)} />,
              isOpen && (
                <tr key={`${name} checks`} class="detail">
                  <td colSpan={withAccount ? 13 : 12}>
                    <ExitChecks symbol={row.symbol} />
                  </td>
                </tr>
              ),
            ];
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

interface RowProps {
  readonly row: PositionView;
  readonly withAccount: boolean;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

function Row({ row, withAccount, isOpen, toggle }: RowProps) {
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
        <a href={formatRoute({ page: 'flow', path: [row.symbol], query: { at: opened === null ? '' : String(opened) } })} aria-label={words.entryLink(row.symbol)}>
          <span class={row.side === 'LONG' ? 'up' : 'down'}>{row.side === 'LONG' ? '▲' : '▼'}</span> {row.symbol} ×{row.leverage}
        </a>
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
        <button type="button" class="plain" aria-expanded={isOpen} aria-label={words.showChecks(row.symbol)} onClick={toggle}>
          {isOpen ? '▾' : '▸'} {words.columns.checks}
        </button>
      </td>
      <td>
        <button type="button" class="danger" disabled={isOff} aria-label={words.closeOf(row.symbol, row.id)} onClick={() => askClose(services, row)}>
          {words.close}
        </button>
      </td>
    </tr>
  );
}
