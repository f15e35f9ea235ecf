import { useState } from 'preact/hooks';
import { amount, fixed, percent, unknown } from '../../format/numbers';
import { moment, span, unixMs, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { go, route } from '../../route/route';
import { settings } from '../../settings/settings';
import { part, type Answer } from '../../source/http';
import type { OpenInterestHistory, OpenInterestVenue, OpenInterestView } from '../../source/views';
import { hourChange, sumOf, total } from '../../store/openInterest';
import { useServices } from '../../store/services';
import { useJoin } from '../../store/useJoin';
import { Panel, stateOf } from '../frame';
import { useFreshState } from '../freshState';
import { RowTable, wordy } from '../rowTable';
import { OpenInterestPicture } from './openInterestPicture';

const words = pageTexts.feeds.oi;

/** Open interest of a coin, venue by venue. */
export function OpenInterestPanel() {
  const { tables } = useServices();
  const symbols = [...(tables.symbols.rows.value?.keys() ?? [])].sort();
  const symbol = route.value.path[1] ?? (symbols.includes('BTC') ? 'BTC' : symbols[0]);
  const choices = symbol === undefined || symbols.includes(symbol) ? symbols : [symbol, ...symbols];
  return (
    <>
      <div class="page-bar">
        <label class="filter">
          <span class="dim">{words.symbol}</span>{' '}
          <select value={symbol} onChange={event => go('feeds', ['open-interest', event.currentTarget.value])}>
            {choices.map(one => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      </div>
      {symbol === undefined ? <Panel title={words.title} name="page" state={{ kind: 'loading' }} /> : <OfSymbol key={symbol} symbol={symbol} />}
    </>
  );
}

function OfSymbol({ symbol }: { symbol: string }) {
  const { http } = useServices();
  const path = `open-interest/${part(symbol)}`;
  const view = useJoin<OpenInterestView>(path, () => ({ load: stop => http.get(path, {}, stop), apply: value => value }), 10_000);
  const venues = view.value.value?.venues;
  const asked = [total, ...(venues ?? []).map(venue => venue.exchange)];
  const histories = useJoin<ReadonlyMap<string, OpenInterestHistory>>(`${path} ${asked.join(' ')}`, () => ({
    load: async stop => {
      const answers = await Promise.all(asked.map(of => http.get<OpenInterestHistory>(`${path}/history`, { of }, stop)));
      return { value: new Map(answers.map((answer: Answer<OpenInterestHistory>) => [answer.value.name, answer.value])), asOf: 0 };
    },
    apply: value => value,
  }), 60_000);
  const state = stateOf(view.value.value, view.problem.value, view.reload, all => (all.venues.length === 0 ? words.noVenue : null));
  const [of, setOf] = useState(total);
  const history = histories.value.value?.get(of);
  return (
    <Panel title={`${words.title} ${symbol}`} name="page" state={useFreshState(state)} rows={4}>
      {view.value.value?.aggregates.map(one => one.missing.length > 0 && (
        <p key={one.name} class="note warning">
          {words.missing(one.name, one.missing.join(', '))}
        </p>
      ))}
      <VenueRows venues={venues ?? []} histories={histories.value.value} />
      {histories.problem.value !== null && <p class="failure">{histories.problem.value.title} {histories.problem.value.detail}</p>}
      {history && (
        <>
          <label class="filter">
            <span class="dim">{words.shared}</span>{' '}
            <select value={of} onChange={event => setOf(event.currentTarget.value)}>
              {asked.map(name => (
                <option key={name} value={name}>
                  {name === total ? words.total : name}
                </option>
              ))}
            </select>
          </label>
          <OpenInterestPicture history={history} />
        </>
      )}
    </Panel>
  );
}

function VenueRows({ venues, histories }: { venues: readonly OpenInterestVenue[]; histories: ReadonlyMap<string, OpenInterestHistory> | undefined }) {
  const { clock } = useServices();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const zone = zoneOf(settings.value.zone);
  const now = clock.second.value;
  const sum = sumOf(venues, exchange => !left.has(exchange));
  const change = (exchange: string): number | null => {
    const history = histories?.get(exchange);
    return history ? hourChange(history) : null;
  };
  const { columns } = words;
  return (
    <RowTable
      label={words.title}
      heads={[columns.venue, columns.usd, columns.coins, columns.hour, columns.day, columns.age, wordy(columns.state)]}
      items={venues}
      keyOf={venue => venue.exchange}
      foot={
        <tfoot>
          <tr>
            <th scope="row">{words.sum(sum.count, venues.length)}</th>
            <td title={fixed(sum.usd, 2)}>{amount(sum.usd, false)}</td>
            <td title={fixed(sum.coins, 4)}>{amount(sum.coins, false)}</td>
            <td colSpan={4} />
          </tr>
        </tfoot>
      }
      row={venue => {
        const read = unixMs(venue.readAt);
        return (
          <tr>
            <th scope="row">
              <label>
                <input
                  type="checkbox"
                  checked={!left.has(venue.exchange)}
                  aria-label={words.toggle(venue.exchange)}
                  onChange={event => setLeft(event.currentTarget.checked ? new Set([...left].filter(one => one !== venue.exchange)) : new Set([...left, venue.exchange]))}
                />{' '}
                {venue.exchange}
              </label>
            </th>
            <td title={fixed(venue.openInterestUsd, 2)}>{amount(venue.openInterestUsd, false)}</td>
            <td title={fixed(venue.openInterestCoin, 4)}>{amount(venue.openInterestCoin, false)}</td>
            <td>{percent(change(venue.exchange), 1)}</td>
            <td>{percent(venue.changePercent24h, 1)}</td>
            <td title={moment(read, zone)}>{read === null || now === null ? unknown : span(now - read)}</td>
            <td class="text">
              {venue.stands ? <span class="good">● {words.counts}</span> : <b class="warning">▲ {words.old}</b>} {venue.error !== null && <span class="bad">{venue.error}</span>}
            </td>
          </tr>
        );
      }}
    />
  );
}
