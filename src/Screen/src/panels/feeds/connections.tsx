import { fixed, unknown } from '../../format/numbers';
import { moment, span, unixMs, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { settings } from '../../settings/settings';
import { useServices } from '../../store/services';
import type { Venue } from '../../store/venues';
import { RowTable, wordy } from '../rowTable';
import { askRestart } from './restartFeed';

const words = pageTexts.feeds;

/** The connections of one venue. */
export function Connections({ venue }: { venue: Venue }) {
  const services = useServices();
  const zone = zoneOf(settings.value.zone);
  const isOff = services.freshness.value.level === 'offline';
  const { connection } = words;
  return (
    <RowTable
      label={words.expand(venue.exchange)}
      look="inner"
      heads={[
        connection.id, wordy(connection.state), connection.since, wordy(connection.silo), connection.epoch, wordy(connection.endpoint), connection.markets, connection.rate, connection.lag, connection.connects,
        connection.refused, wordy(connection.error), '',
      ]}
      items={venue.connections}
      keyOf={feed => feed.id}
      row={feed => {
        const refused = Object.entries(feed.rejected);
        return (
          <tr>
            <th scope="row">{feed.id}</th>
            <td class={`text ${feed.state === 'connected' ? 'good' : feed.state === 'failed' ? 'bad' : 'warning'}`}>{feed.state}</td>
            <td>{moment(unixMs(feed.since), zone)}</td>
            <td class="text">{feed.silo}</td>
            <td>{feed.epoch}</td>
            <td class="text">{feed.endpoint}</td>
            <td title={feed.unconfirmed.join('\n')}>
              {feed.markets}
              {feed.overdue.length > 0 && <b class="warning"> {words.overdue(feed.overdue.length)}</b>}
            </td>
            <td class="live-value">{isOff ? unknown : fixed(feed.tradesPerSecond)}</td>
            <td class="live-value">{isOff ? unknown : span(feed.lagMs)}</td>
            <td>{fixed(feed.connects)}</td>
            <td title={refused.map(([reason, count]) => `${reason}: ${count}`).join('\n')}>{fixed(refused.reduce((sum, [, count]) => sum + count, 0))}</td>
            <td class="text verdict" title={feed.lastError ?? undefined}>{feed.lastError ?? ''}</td>
            <td>
              <button type="button" class="danger" disabled={isOff} aria-label={words.restartOf(feed.id)} onClick={() => askRestart(services, feed)}>
                {words.restart}
              </button>
            </td>
          </tr>
        );
      }}
    />
  );
}
