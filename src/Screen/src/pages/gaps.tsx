import { zoneOf } from '../format/time';
import { pageTexts } from '../pageTexts';
import { FilterField } from '../panels/filterField';
import { Panel, stateOf } from '../panels/frame';
import { useFreshState } from '../panels/freshState';
import { GapTable } from '../panels/gaps/gapTable';
import { MapPanel } from '../panels/gaps/mapPanel';
import { saveText } from '../panels/save';
import { adjust, route } from '../route/route';
import { settings } from '../settings/settings';
import type { MarketView, SearchedGap } from '../source/moreViews';
import type { Gap } from '../source/views';
import { gapKey, gapRows, gapsCsv, missingTrades } from '../store/gapRows';
import { useServices } from '../store/services';
import { replace } from '../store/tables';
import { useJoin } from '../store/useJoin';

const words = pageTexts.gaps;
const hourMs = 3_600_000;
const ranges = ['24h', '7d'] as const;

/** What was missed, and what became of it. */
export function GapsPage() {
  const { http, tables, clock } = useServices();
  const { range = '', symbol = '', state = '', market = '' } = route.value.query;
  const hourCount = range === '7d' ? 168 : 24;
  const isKnown = clock.second.value !== null;
  const gaps = useJoin<readonly Gap[]>(`gaps ${hourCount} ${isKnown}`, () => ({
    load: stop => {
      const now = clock.now();
      // Without market time the service's own last day is right.
      return http.get('gaps', now === null ? {} : { from: Math.floor(now) - hourCount * hourMs, to: Math.floor(now) + hourMs }, stop);
    },
    apply: (rows, event) => (event.kind === 'gap' ? replace(rows, event.data as Gap, gapKey) : rows),
  }), 15_000);
  const markets = useJoin<readonly MarketView[]>('markets', () => ({ load: stop => http.get('markets', {}, stop), apply: value => value }));
  const searched = useJoin<readonly SearchedGap[]>('gap searches', () => ({ load: stop => http.get('gaps/searches', {}, stop), apply: value => value }), 5_000);
  const symbols = new Map((markets.value.value ?? []).map(one => [one.market, one.symbol]));
  const symbolOf = (name: string): string | undefined => symbols.get(name);
  const zone = zoneOf(settings.value.zone);
  const all = (gaps.value.value ?? []).filter(gap => symbol === '' || symbolOf(gap.market) === symbol);
  const rows = gapRows(all, { state, market });
  const { trades, unknown } = missingTrades(all);
  const open = all.filter(gap => gap.filledBy === null).length;
  const why = all.length === 0 ? words.noGaps(pageTexts.ranges[range === '7d' ? '7d' : '24h']) : rows.length === 0 ? words.noGapsOfChoice : null;
  const tableState = useFreshState(stateOf(gaps.value.value, gaps.problem.value, gaps.reload, () => why));
  return (
    <div class="page">
      <h1 class="unseen">{words.title}</h1>
      <div class="page-bar">
        <span role="group" aria-label={pageTexts.range}>
          {ranges.map(name => (
            <button key={name} type="button" aria-pressed={name === (range || '24h')} onClick={() => adjust({ range: name === '24h' ? '' : name })}>
              {pageTexts.ranges[name]}
            </button>
          ))}
        </span>
        <FilterField name="symbol" label={words.filters.symbol} values={[...(tables.symbols.rows.value?.keys() ?? [])].sort()} all={pageTexts.all} />
        <FilterField name="state" label={words.filters.state} values={['open', 'filled']} all={pageTexts.all} />
        <label class="filter">
          <span class="dim">{words.filters.market}</span> <input type="search" value={market} onInput={event => adjust({ market: event.currentTarget.value })} />
        </label>
        <span class="dim">{pageTexts.zoneNote(zone)}</span>
      </div>
      <MapPanel hourCount={hourCount} symbol={symbol} gaps={gaps.value.value ?? []} symbolOf={symbolOf} />
      <Panel
        title={words.table}
        name="page"
        state={tableState}
        rows={4}
        head={
          gaps.value.value && (
            <>
              <span class="dim">{words.summary(open, all.length - open, trades, unknown)}</span>
              <button type="button" aria-label={words.csv} disabled={rows.length === 0} onClick={() => saveText(`gaps-${range || '24h'}.csv`, gapsCsv(rows, zone))}>
                {pageTexts.csv}
              </button>
            </>
          )
        }
      >
        <GapTable rows={rows} searched={searched.value.value ?? []} symbolOf={symbolOf} name={`${range} ${symbol} ${state} ${market}`} />
      </Panel>
    </div>
  );
}
