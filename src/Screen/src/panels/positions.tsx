import { amount, percent } from '../format/numbers';
import { price } from '../format/price';
import { moment, span, unixMs, zoneOf } from '../format/time';
import { go } from '../route/route';
import { settings } from '../settings/settings';
import { part } from '../source/http';
import type { PositionView } from '../source/views';
import { useServices, type Services } from '../store/services';
import { texts } from '../texts';
import { confirmChange } from './confirm';
import { isLiveMoney } from './execution';
import { Panel, stateOf } from './frame';
import { signOf } from './symbolRow';

const words = texts.positions;

/** What is open and how it is doing. */
export function PositionsPanel() {
  const services = useServices();
  const { tables } = services;
  const positions = tables.positions.value.value;
  const state = stateOf(positions, tables.positions.problem.value, tables.positions.reload, all => (all.length === 0 ? words.none : null));
  return (
    <Panel title={words.title} name="positions" state={state} head={<span class="dim">{positions === undefined ? '' : words.of(positions.length)}</span>}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.columns.position}</th>
            <th scope="col">{words.columns.entry}</th>
            <th scope="col">{words.columns.now}</th>
            <th scope="col">{words.columns.profit}</th>
            <th scope="col">{words.columns.age}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {positions?.map(position => (
            <PositionRow key={`${position.account} ${position.id}`} position={position} services={services} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function PositionRow({ position, services }: { position: PositionView; services: Services }) {
  const isOffline = services.freshness.value.level === 'offline';
  const opened = unixMs(position.openedAt);
  const now = services.clock.second.value;
  const isLong = position.side === 'LONG';
  const gain = isOffline || position.profitUsd === null || position.stakeUsd === 0 ? null : (100 * position.profitUsd) / position.stakeUsd;
  return (
    <tr>
      <th scope="row">
        <button type="button" class="name" aria-label={words.jump(position.symbol)} onClick={() => go('flow', [position.symbol])}>
          <span class={isLong ? 'up' : 'down'}>{isLong ? '▲' : '▼'}</span> {position.symbol} <span class="dim">×{position.leverage}</span>
        </button>
      </th>
      <td>{price(position.entryPrice)}</td>
      <td class="live-value">{price(isOffline ? null : position.price)}</td>
      <td class={`live-value ${signOf(gain)}`}>
        {percent(gain)} <span class="money">{amount(isOffline ? null : position.profitUsd)}</span>
      </td>
      <td title={moment(opened, zoneOf(settings.value.zone))}>{isOffline || opened === null || now === null ? '–' : span(Math.max(0, now - opened)).replace(/ \d+ s$/, '')}</td>
      <td>
        <button type="button" class="plain" title={words.close} aria-label={`${words.close} ${position.symbol}`} disabled={isOffline} onClick={() => askClose(services, position)}>
          ✕
        </button>
      </td>
    </tr>
  );
}

const looks = 40;

/** Closes a position once that is meant; done when the account shows it no more. */
export function askClose({ http, tables }: Services, position: PositionView): void {
  confirmChange({
    title: words.closeTitle(position.symbol),
    body: words.closeBody(position.side, position.symbol, position.account),
    act: words.closeAct,
    typed: isLiveMoney(tables.status.value.peek()) ? position.symbol : null,
    async run() {
      await http.change(`positions/${part(position.id)}/close?account=${part(position.account)}`);
      for (let look = 0; look < looks; look++) {
        const { value } = await http.get<readonly PositionView[]>('positions');
        if (!value.some(one => one.id === position.id && one.account === position.account)) {
          tables.positions.reload();
          return;
        }

        await new Promise(resolve => setTimeout(resolve, 250));
      }

      throw new Error('The account still shows the position after ten seconds. The order goes on.');
    },
  });
}
