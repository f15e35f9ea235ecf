import { useState } from 'preact/hooks';
import { moment, zoneOf } from '../format/time';
import { pageTexts } from '../pageTexts';
import { Panel, type PanelState } from '../panels/frame';
import { useFreshState } from '../panels/freshState';
import { adjust, formatRoute, route } from '../route/route';
import { settings } from '../settings/settings';
import { keptEntries, logKinds, type LogEntry, type LogKind } from '../store/eventLog';
import { useServices } from '../store/services';

const words = pageTexts.log;

/** The last changes, whatever they are of. */
export function LogPage() {
  const { log, hello } = useServices();
  const [held, setHeld] = useState<readonly LogEntry[] | null>(null);
  const { hide = '', words: wanted = '' } = route.value.query;
  const hidden = new Set(hide.split(','));
  const entries = held ?? log.entries.value;
  const rows = entries.filter(entry => !hidden.has(entry.kind) && entry.text.toLowerCase().includes(wanted.trim().toLowerCase()));
  const since = held === null ? 0 : log.entries.value.filter(entry => entry.number > (held[0]?.number ?? 0)).length;
  const state: PanelState = hello.value === null && entries.length === 0 ? { kind: 'loading' } : rows.length > 0 ? { kind: 'ready' } : { kind: 'empty', why: entries.length === 0 ? words.empty : words.emptyOfChoice };
  const toggle = (kind: LogKind): void => {
    const next = logKinds.filter(one => (one === kind ? !hidden.has(one) : hidden.has(one)));
    adjust({ hide: next.join(',') });
  };
  return (
    <div class="page">
      <h1 class="unseen">{words.title}</h1>
      <div class="page-bar">
        <span role="group" aria-label={words.kindsLabel}>
          {logKinds.map(kind => (
            <button key={kind} type="button" aria-pressed={!hidden.has(kind)} onClick={() => toggle(kind)}>
              {words.kinds[kind]}
            </button>
          ))}
        </span>
        <label class="filter">
          <span class="dim">{words.filter}</span> <input type="search" value={wanted} onInput={event => adjust({ words: event.currentTarget.value })} />
        </label>
        <button type="button" aria-pressed={held !== null} onClick={() => setHeld(held === null ? log.entries.peek() : null)}>
          {held === null ? words.pause : words.go}
        </button>
        <span class="dim">{held === null ? words.hint(keptEntries) : words.waiting(since)}</span>
      </div>
      <Panel title={words.title} name="page" state={useFreshState(state)}>
        <Entries rows={rows} />
      </Panel>
    </div>
  );
}

function Entries({ rows }: { rows: readonly LogEntry[] }) {
  const zone = zoneOf(settings.value.zone);
  return (
    // Read when somebody wants to: what has to be heard at once is announced elsewhere.
    <div class="wide" role="log" aria-live="off" aria-label={words.title} tabIndex={0}>
      <ol class="log">
        {rows.map(entry => (
          <li key={entry.number}>
            <time class="dim" dateTime={new Date(entry.at).toISOString()}>
              {moment(entry.at, zone)}
            </time>
            <span class={`tag kind-${entry.kind}`}>{words.kinds[entry.kind]}</span>
            <span>
              {entry.text}{' '}
              {entry.place !== null && <a href={formatRoute({ page: 'flow', path: [entry.place.symbol], query: { at: String(entry.place.at) } })}>{pageTexts.chart}</a>}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
