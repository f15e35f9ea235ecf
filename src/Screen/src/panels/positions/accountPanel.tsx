import { useState } from 'preact/hooks';
import { fixed, isKnown, share, unknown } from '../../format/numbers';
import { moment, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { settings } from '../../settings/settings';
import type { AccountView, PositionView } from '../../source/views';
import { equityOf, exposureOf, tradesOf, winRate, type Equity } from '../../store/account';
import { Curve } from '../curve';
import { RowTable } from '../rowTable';
import { Profit } from './profit';

const words = pageTexts.positions;

interface AccountProps {
  readonly accounts: readonly AccountView[];
  readonly open: readonly PositionView[];
  /** Newest first, as read. */
  readonly closed: readonly PositionView[];
  readonly fromUnixMs: number;
}

/** The account over its closed trades: what they brought, how often, and how deep it went. */
export function AccountFigures({ accounts, open, closed, fromUnixMs }: AccountProps) {
  const [isTable, setTable] = useState(false);
  const { trades, without } = tradesOf(closed, fromUnixMs);
  const worth = sumOf(accounts.map(account => account.totalUsd));
  // The worth is free cash plus margin: what is open has brought nothing to it yet.
  const equity = equityOf(trades, worth);
  const rate = winRate(trades);
  return (
    <>
      <dl class="figures-list">
        <Figure name={words.worth} value={fixed(worth, 2)} />
        <Figure name={words.free} value={fixed(sumOf(accounts.map(account => account.freeUsd)), 2)} />
        <Figure name={words.exposure} value={fixed(exposureOf(open), 2)} hint={words.exposureHint} />
        <div>
          <dt>{words.profit}</dt>
          <dd>
            <Profit usd={equity.profitUsd} />
          </dd>
        </div>
        <Figure name={words.winRate} value={rate.isEnough ? words.rate(share(rate.rate), rate.wins, rate.losses, rate.count) : words.tooFew(rate.count)} />
        <Figure name={words.drawdown} value={rate.count === 0 ? unknown : `${fixed(equity.maxDrawdownUsd, 2)}${equity.maxDrawdownShare === null ? '' : ` · ${share(equity.maxDrawdownShare, 2)}`}`} />
      </dl>
      {accounts.map(account => account.problem !== null && (
        <p key={account.name} class="failure">
          {words.unreadable(account.name, account.problem)}
        </p>
      ))}
      {without > 0 && <p class="note">{words.without(without)}</p>}
      {equity.points.length === 0 ? <p class="note">{words.noCurve}</p> : (
        <>
          <p class="note">
            <b>{words.equity}</b> {equity.isWorth ? words.equityWorth : words.equitySum}{' '}
            <button type="button" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
              {pageTexts.asTable}
            </button>
          </p>
          {isTable ? <EquityTable equity={equity} /> : <EquityCurve equity={equity} />}
        </>
      )}
    </>
  );
}

function EquityCurve({ equity: { points } }: { equity: Equity }) {
  const zone = zoneOf(settings.value.zone);
  // What it was before the first trade belongs to it: a fall from there is a fall too.
  const [first] = points;
  const drawn = [...(first ? [{ at: first.unixMs, value: first.value - first.profitUsd }] : []), ...points.map(point => ({ at: point.unixMs, value: point.value }))];
  const values = drawn.map(point => point.value);
  const [low, high, last] = [Math.min(...values), Math.max(...values), values.at(-1)];
  const [from, to] = [moment(first?.unixMs, zone), moment(points.at(-1)?.unixMs, zone)];
  return (
    <figure class="equity">
      <figcaption>
        <span>{fixed(high, 2)}</span>
        <span>{fixed(low, 2)}</span>
      </figcaption>
      <Curve isStep points={drawn} sentence={words.equitySentence(points.length, from, to, fixed(low, 2), fixed(high, 2), fixed(last, 2))} />
      <p class="dim axis">
        <span>{from}</span>
        <span>{to}</span>
      </p>
    </figure>
  );
}

function EquityTable({ equity }: { equity: Equity }) {
  const zone = zoneOf(settings.value.zone);
  const { tableColumns } = words;
  return (
    <RowTable
      label={words.equity}
      heads={[tableColumns.closed, tableColumns.profit, tableColumns.equity, tableColumns.drawdown]}
      items={equity.points.map((point, place) => ({ ...point, place })).reverse()}
      keyOf={point => String(point.place)}
      row={point => (
        <tr>
          <td>{moment(point.unixMs, zone)}</td>
          <td>{fixed(point.profitUsd, 2, true)}</td>
          <td>{fixed(point.value, 2)}</td>
          <td>{fixed(point.drawdownUsd, 2)}</td>
        </tr>
      )}
    />
  );
}

function Figure({ name, value, hint }: { name: string; value: string; hint?: string }) {
  return (
    <div title={hint}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

// One part that is not known makes the sum unknown.
function sumOf(values: readonly (number | null)[]): number | null {
  return values.every(isKnown) ? values.reduce((sum, value) => sum + value, 0) : null;
}
