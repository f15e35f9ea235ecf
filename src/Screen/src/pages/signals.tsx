import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { zoneOf } from '../format/time';
import { pageTexts } from '../pageTexts';
import { FilterField } from '../panels/filterField';
import { Panel, stateOf, type PanelState } from '../panels/frame';
import { useFreshState } from '../panels/freshState';
import { NearMisses } from '../panels/signals/nearMisses';
import { SignalTable } from '../panels/signals/signalTable';
import { chosenTab, Tabs } from '../panels/tabs';
import { route } from '../route/route';
import { settings } from '../settings/settings';
import type { OrderView, SignalRecord } from '../source/views';
import { useServices } from '../store/services';
import { counts, daysOf, filtered, signalRows, type SignalFilter, type SignalRow, type SignalTab } from '../store/signalTabs';
import { replace, withSignal } from '../store/tables';
import { useJoin } from '../store/useJoin';

const words = pageTexts.signals;
const names = ['accepted', 'refused', 'near', 'expired'] as const;
const first = 500;
const most = 10_000;

/** What was decided, and what became of it. */
export function SignalsPage() {
  const { source, tables } = useServices();
  const [limit, setLimit] = useState(first);
  const records = useJoin<readonly SignalRecord[]>(`signals ${limit}`, () => ({
    load: stop => source.signals(limit, stop),
    apply: (rows, event) => (event.kind === 'signal' ? withSignal(rows, event.data as SignalRecord, limit) : rows),
  }), 15_000);
  const orders = useJoin<readonly OrderView[]>(`orders ${limit}`, () => ({
    load: stop => source.orders(limit, stop),
    apply: (rows, event) => (event.kind === 'order' ? replace(rows, event.data as OrderView, row => row.signalId) : rows),
  }));
  const tab = chosenTab([...names]);
  const zone = zoneOf(settings.value.zone);
  const { symbol = '', reason = '', day = '' } = route.value.query;
  const filter: SignalFilter = { symbol, reason, day };
  const rows = signalRows(records.value.value ?? [], orders.value.value ?? []);
  const found = records.value.value === undefined ? null : counts(rows, filter, zone);
  const coins = [...(tables.symbols.rows.value?.keys() ?? [])].sort();
  return (
    <div class="page">
      <h1 class="unseen">{words.title}</h1>
      <div class="page-bar">
        <Tabs label={words.title} chosen={tab} tabs={names.map(name => ({ name, title: words.tabs[name], count: name === 'near' ? null : found?.[name] ?? null }))} />
        <FilterField name="symbol" label={words.filters.symbol} values={coins} all={pageTexts.all} />
        {tab === 'refused' && <FilterField name="reason" label={words.filters.reason} values={Object.keys(words.rules)} words={words.rules} all={pageTexts.all} />}
        {tab !== 'near' && <FilterField name="day" label={words.filters.day} values={daysOf(rows, zone)} all={pageTexts.all} />}
        <span class="dim">{pageTexts.zoneNote(zone)}</span>
      </div>
      {tab === 'near' ? (
        <NearMisses />
      ) : (
        <SignalsPanel
          tab={tab}
          state={stateOf(records.value.value, records.problem.value, records.reload, all => (all.length === 0 ? words.noSignals : null))}
          rows={filtered(rows, tab, filter, zone)}
          head={
            <span class="dim">
              {words.shown(rows.length, limit)}{' '}
              {rows.length >= limit && limit < most && (
                <button type="button" onClick={() => setLimit(Math.min(most, limit * 4))}>
                  {words.older}
                </button>
              )}
            </span>
          }
        />
      )}
    </div>
  );
}

interface SignalsPanelProps {
  readonly tab: SignalTab;
  readonly state: PanelState;
  readonly rows: readonly SignalRow[];
  readonly head: ComponentChildren;
}

function SignalsPanel({ tab, state, rows, head }: SignalsPanelProps) {
  const shown = useFreshState(useWarmUp(state));
  const isNone = rows.length === 0 && (shown.kind === 'ready' || shown.kind === 'stale');
  return (
    <Panel title={words.tabs[tab]} name="page" state={isNone ? { kind: 'empty', why: words.empty[tab] } : shown} head={head} rows={8}>
      {rows.length > 0 && <SignalTable rows={rows} name={tab} label={words.tabs[tab]} />}
    </Panel>
  );
}

const needed = /bars in the window (\d+), needed >= (\d+)/;

// While no coin has bars enough, there cannot be a signal: that says more than that there is none.
function useWarmUp(state: PanelState): PanelState {
  const { tables } = useServices();
  if (state.kind !== 'empty') {
    return state;
  }

  const failures = [...(tables.symbols.rows.value?.values() ?? [])].map(row => needed.exec(row.value.firstFailure ?? ''));
  const furthest = failures.filter(found => found !== null).sort((a, b) => Number(b[1]) - Number(a[1]))[0];
  return furthest !== undefined && failures.every(found => found !== null) ? { kind: 'warm-up', have: Number(furthest[1]), need: Number(furthest[2]) } : state;
}
