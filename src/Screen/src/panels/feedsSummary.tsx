import { groupBy } from '../format/group';
import { fixed, sumOf } from '../format/numbers';
import { span } from '../format/time';
import type { FeedView } from '../source/views';
import { useServices } from '../store/services';
import { lagOf, verdictOf } from '../store/venues';
import { texts } from '../texts';
import { Panel, stateOf } from './frame';
import { useFreshState } from './freshState';

const words = texts.feeds;

/** Every venue on a line: whether it is heard, and how old its trades are when they come. */
export function FeedsSummary() {
  const { tables } = useServices();
  const feeds = tables.feeds.value.value;
  const venues = [...groupBy(feeds ?? [], feed => feed.exchange)].sort(([a], [b]) => (a < b ? -1 : 1));
  const state = useFreshState(stateOf(feeds, tables.feeds.problem.value, tables.feeds.reload, all => (all.length === 0 ? words.none : null)));
  return (
    <Panel title={words.title} name="feeds-summary" state={state} head={<span class="dim">{venues.length > 0 ? venues.length : ''}</span>}>
      <ul>
        {venues.map(([venue, connections]) => (
          <Venue key={venue} venue={venue} connections={connections} />
        ))}
      </ul>
    </Panel>
  );
}

function Venue({ venue, connections }: { venue: string; connections: readonly FeedView[] }) {
  const worst = connections.find(feed => feed.state !== 'connected');
  const overdue = sumOf(connections, feed => feed.overdue.length);
  const lag = lagOf(connections);
  const kind = verdictOf(connections);
  const text = worst !== undefined ? words.states[worst.state] : overdue > 0 ? words.overdue(overdue) : lag !== null ? span(lag) : words.rate(fixed(sumOf(connections, feed => feed.tradesPerSecond)));
  return (
    <li class={kind} title={connections.map(feed => `${feed.id} ${feed.state}${feed.lastError === null ? '' : `: ${feed.lastError}`}`).join('\n')}>
      <i aria-hidden="true">{kind === 'live' ? '●' : kind === 'late' ? '▲' : '×'}</i>
      <span>{venue}</span>
      <b>{text}</b>
    </li>
  );
}
