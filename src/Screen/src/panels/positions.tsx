import { amount, percent } from '../format/numbers';
import { price } from '../format/price';
import { moment, span, unixMs, zoneOf } from '../format/time';
import { settings } from '../settings/settings';
import type { PositionView } from '../source/views';
import { profitOf, profitPercent } from '../store/account';
import { useServices, type Services } from '../store/services';
import { texts } from '../texts';
import { Entry } from './entry';
import { Panel, stateOf } from './frame';
import { useFreshState } from './freshState';
import { askClose } from './positions/closePosition';
import { Fees } from './positions/fees';
import { signOf } from './symbolRow';

const words = texts.positions;

/** What is open and how it is doing. */
export function PositionsPanel() {
  const services = useServices();
  const { tables } = services;
  const positions = tables.positions.value.value;
  const state = useFreshState(stateOf(positions, tables.positions.problem.value, tables.positions.reload, all => (all.length === 0 ? words.none : null)));
  return (
    <Panel
      title={words.title}
      name="positions"
      state={state}
      head={
        positions !== undefined && positions.length > 0 && (
          <>
            <span class="dim">{positions.length}</span>
            <Fees />
          </>
        )
      }
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{words.columns.position}</th>
            <th scope="col">{words.columns.entry}</th>
            <th scope="col">{words.columns.now}</th>
            <th scope="col">{words.columns.profit}</th>
            <th scope="col">{words.columns.age}</th>
            <td />
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
  const { withFees, zone } = settings.value;
  const gain = isOffline ? null : profitPercent(position, withFees);
  return (
    <tr>
      <th scope="row">
        <Entry of={position} />
      </th>
      <td>{price(position.entryPrice)}</td>
      <td class="live-value">{price(isOffline ? null : position.price)}</td>
      <td class={`live-value ${signOf(gain)}`}>
        {percent(gain)} <span class="money">{amount(isOffline ? null : profitOf(position, withFees))}</span>
      </td>
      <td title={moment(opened, zoneOf(zone))}>{isOffline || opened === null || now === null ? '–' : span(Math.max(0, now - opened)).replace(/ \d+ s$/, '')}</td>
      <td>
        <button type="button" class="plain" title={words.close} aria-label={`${words.close} ${position.symbol}`} disabled={isOffline} onClick={() => askClose(services, position)}>
          ✕
        </button>
      </td>
    </tr>
  );
}
