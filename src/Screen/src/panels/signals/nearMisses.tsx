import { effect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { unixMs } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { route } from '../../route/route';
import { createNearMisses } from '../../store/nearMisses';
import { useServices, useWant } from '../../store/services';
import { Panel, type PanelState } from '../frame';
import { useFreshState } from '../freshState';
import { NearMissTable } from './nearMissTable';

const words = pageTexts.signals.near;

// Each evaluation is a question of its own: far back for one coin, a little for few, none for many.
const barsOfOne = 50;
const barsOfFew = 12;
const few = 12;

/** The tab of near misses: looks back over what was evaluated, and at each evaluation to come. */
export function NearMisses() {
  const { http, tables } = useServices();
  useWant(['sym'], null, 1);
  const book = useMemo(() => createNearMisses(http), [http]);
  const symbol = route.value.query['symbol'] ?? '';
  const symbols = [...(tables.symbols.rows.value?.keys() ?? [])];
  const asked = symbol !== '' ? [symbol] : symbols.length <= few ? symbols : [];
  const look = (): void => asked.forEach(one => void book.lookBack(one, symbol === '' ? barsOfFew : barsOfOne));
  useEffect(look, [book, asked.join(' '), symbol]);
  useEffect(
    () =>
      effect(() => {
        for (const row of tables.symbols.rows.value?.values() ?? []) {
          const at = unixMs(row.value.evaluatedAt);
          if (at !== null) {
            void book.look(row.value.symbol, at);
          }
        }
      }),
    [book, tables],
  );
  const { looked, waiting } = book.progress.value;
  const rows = book.found.value.filter(miss => symbol === '' || miss.symbol === symbol);
  const problem = book.problem.value ?? (tables.symbols.rows.value === undefined ? tables.symbols.problem.value : null);
  const state: PanelState =
    rows.length > 0
      ? { kind: 'ready' }
      : problem !== null
        ? { kind: 'error', problem, retry: () => (tables.symbols.reload(), look()) }
        : waiting > 0 || tables.symbols.rows.value === undefined
          ? { kind: 'loading' }
          : { kind: 'empty', why: asked.length === 0 ? `${words.empty(looked)} ${words.choose}` : words.empty(looked) };
  return (
    <Panel title={words.title} name="page" state={useFreshState(state)} head={<span class="dim" title={words.hint}>{words.progress(looked, waiting)}</span>}>
      <NearMissTable rows={rows} />
    </Panel>
  );
}
