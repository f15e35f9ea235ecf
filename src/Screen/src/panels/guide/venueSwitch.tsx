import { useState } from 'preact/hooks';
import { demoTexts } from '../../demoTexts';
import { unixMs } from '../../format/time';
import { useServices } from '../../store/services';
import { useJoin } from '../../store/useJoin';
import { Panel, stateOf } from '../frame';
import { askCut, lengths, usualSeconds, type SimulatedVenue } from './cutVenue';

const words = demoTexts.cut;
const everyMs = 1_000;

/** The simulated venues, each with the switch that cuts it off for a while. */
export function VenueSwitch() {
  const services = useServices();
  const [seconds, setSeconds] = useState<number>(usualSeconds);
  const venues = useJoin<readonly SimulatedVenue[]>('simulated venues', () => ({ load: stop => services.http.get('demo/venues', {}, stop), apply: value => value }), everyMs);
  const isOff = services.freshness.value.level === 'offline';
  const skewMs = services.freshness.value.skewMs ?? 0;
  return (
    <Panel title={words.title} name="page" state={stateOf(venues.value.value, venues.problem.value, venues.reload, () => null)} rows={2}>
      <div class="switch">
        <label>
          {words.length}{' '}
          <select value={seconds} onChange={event => setSeconds(Number(event.currentTarget.value))}>
            {lengths.map(length => (
              <option key={length} value={length}>
                {words.seconds(length)}
              </option>
            ))}
          </select>
        </label>
        {venues.value.value?.map(({ venue, awayUntil }) => {
          const rest = awayUntil === null ? null : Math.max(0, Math.ceil(((unixMs(awayUntil) ?? 0) - Date.now() - skewMs) / 1_000));
          return (
            <span key={venue} class="venue">
              <b>{venue}</b> <span class={rest === null ? 'good' : 'bad'}>{rest === null ? words.here : words.away(rest)}</span>{' '}
              <button type="button" class="danger" disabled={isOff || rest !== null} onClick={() => void askCut(services, seconds, venue)}>
                {words.act(venue)}
              </button>
            </span>
          );
        })}
        <p class="dim">{words.note}</p>
      </div>
    </Panel>
  );
}
