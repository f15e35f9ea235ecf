import { pageTexts } from '../../pageTexts';
import type { MarketView, VenueView } from '../../source/moreViews';
import { mostSymbols, readLedgers, type SymbolLedger } from '../../store/ledgers';
import { useServices } from '../../store/services';
import { useJoin } from '../../store/useJoin';
import { lastTrades, proofsOf, venuesOf } from '../../store/venues';
import { Panel, stateOf, type PanelState } from '../frame';
import { useFreshState } from '../freshState';
import { VenueTable } from './venueTable';

const words = pageTexts.feeds;
const dayMs = 86_400_000;

/** The matrix of venues. */
export function VenuesPanel() {
  const { http, tables, clock } = useServices();
  const feeds = tables.feeds.value.value;
  // With the market time at which it was read: ages are told as of then, however fast the market runs.
  const markets = useJoin<{ readonly rows: readonly MarketView[]; readonly readAt: number | null }>('markets', () => ({
    load: async stop => {
      const { value, asOf } = await http.get<readonly MarketView[]>('markets', {}, stop);
      return { value: { rows: value, readAt: clock.now() }, asOf };
    },
    apply: value => value,
  }), 5_000);
  const symbols = [...(tables.symbols.rows.value?.keys() ?? [])].sort();
  const isMuch = symbols.length > mostSymbols;
  const now = clock.second.value;
  const ledgers = useJoin<readonly SymbolLedger[]>(`${isMuch} ${symbols.join(' ')} ${now === null}`, () => ({
    load: async stop => {
      const to = clock.now();
      return isMuch || to === null ? { value: [], asOf: 0 } : await readLedgers(http, symbols, Math.floor(to) - dayMs, Math.floor(to), stop);
    },
    apply: value => value,
  }), 30_000);
  const catalogue = useJoin<readonly VenueView[]>('venues', () => ({ load: stop => http.get('venues', {}, stop), apply: value => value }), 5_000);
  const venues = venuesOf(feeds ?? [], tables.gaps.value.value ?? [], catalogue.value.value);
  const proofs = isMuch ? null : ledgers.value.value && proofsOf(ledgers.value.value.map(one => one.ledger));
  const [up, wanted] = venues.reduce(([ups, all], venue) => [ups + venue.up, all + venue.wanted], [0, 0]);
  const found = stateOf(feeds, tables.feeds.problem.value, tables.feeds.reload, all => (all.length === 0 ? words.noFeeds : null));
  // Nothing has come up yet: that is a beginning, no failure.
  const state: PanelState = found.kind === 'ready' && up === 0 && venues.every(venue => venue.wanted === 0 || (venue.reconnects === 0 && venue.lastError === null)) ? { kind: 'warm-up', have: up, need: wanted, words: words.connecting(up, wanted) } : found;
  return (
    <Panel title={words.title} name="page" state={useFreshState(state)} head={feeds && <span class="dim">{words.connecting(up, wanted)}</span>} rows={6}>
      <VenueTable venues={venues} last={lastTrades(markets.value.value?.rows ?? [])} readAt={markets.value.value?.readAt ?? null} proofs={proofs} proofsNote={isMuch ? words.completeNot(mostSymbols) : (ledgers.problem.value?.detail ?? '')} />
    </Panel>
  );
}
