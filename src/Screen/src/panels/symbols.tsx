import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { adjust, go, route } from '../route/route';
import { change, settings } from '../settings/settings';
import { useServices, useWant, type Services } from '../store/services';
import { texts } from '../texts';
import { Panel, stateOf } from './frame';
import { useFreshState } from './freshState';
import { columns, ordered, type Column, type Order } from './symbolOrder';
import { coolsUntil } from './stops';
import { SymbolRow } from './symbolRow';
import { VirtualRows } from './virtualRows';

const words = texts.symbols;
const sortMs = 2_000;

/** Names in the order of the table, for whoever steps through them. */
export const symbolOrder: { names: readonly string[] } = { names: [] };

/** Every coin at a glance. */
export function SymbolsPanel({ selected }: { selected: string | undefined }) {
  const services = useServices();
  const { tables } = services;
  useWant(['sym'], null);
  const order = useSignal<Order>({ column: 'symbol', isRising: true });
  const filter = useSignal('');
  const names = useOrder(services, order.value, filter.value);
  const rows = tables.symbols.rows.value;
  const input = useRef<HTMLInputElement>(null);
  const state = useFreshState(stateOf(rows, tables.symbols.problem.value, tables.symbols.reload, all => (all.size === 0 ? words.empty : null)));
  const sort = (column: Column): void => {
    const { value } = order;
    order.value = { column, isRising: value.column === column ? !value.isRising : column === 'symbol' };
  };

  return (
    <Panel
      title={words.title}
      name="symbols"
      state={state}
      rows={14}
      head={
        <input
          ref={input}
          id="symbol-filter"
          type="search"
          placeholder="/"
          aria-label={words.filter}
          value={filter.value}
          onInput={event => {
            filter.value = event.currentTarget.value;
          }}
          onKeyDown={event => {
            if (event.key === 'Enter' && names[0] !== undefined) {
              select(names[0]);
            }
          }}
        />
      }
    >
      <VirtualRows
        rows={names}
        label={words.title}
        inSight={selected === undefined ? -1 : names.indexOf(selected)}
        head={<Head order={order.value} sort={sort} />}
        row={name => (
          <SymbolRow key={name} name={name} row={rows?.get(name)} isSelected={name === selected} select={() => select(name)} star={() => star(name)} />
        )}
      />
      {names.length === 0 && rows !== undefined && <p class="note">{words.none}</p>}
    </Panel>
  );
}

/** Looks at a symbol, at the timeframe that is looked at. */
export function select(name: string): void {
  const { tf } = route.value.query;
  if (route.value.page === 'flow' && route.value.path[0] === name) {
    adjust({ at: '' });
  } else {
    go('flow', [name], tf ? { tf } : {});
  }
}

function star(name: string): void {
  const { stars } = settings.value;
  change({ stars: stars.includes(name) ? stars.filter(one => one !== name) : [...stars, name] });
}

// Sorted every two seconds at most: rows that jump under the pointer are not to be read.
function useOrder({ tables }: Services, order: Order, filter: string): readonly string[] {
  const names = useSignal<readonly string[]>([]);
  const { stars } = settings.value;
  const known = tables.symbols.rows.value;
  useEffect(() => {
    const sort = (): void => {
      const open = new Set((tables.positions.value.peek() ?? []).map(position => position.symbol));
      const figures = tables.figures.rows.peek();
      const accounts = tables.status.value.peek()?.accounts;
      const rows = [...(known?.values() ?? [])].map(row => row.peek()).map(symbol => ({ symbol, figures: figures?.get(symbol.symbol)?.peek(), isOpen: open.has(symbol.symbol), isCooling: coolsUntil(accounts, symbol.symbol) !== null }));
      const next = ordered(rows, order, stars, filter);
      if (next.join() !== names.peek().join()) {
        names.value = next;
        symbolOrder.names = next;
      }
    };
    sort();
    const id = setInterval(sort, sortMs);
    return () => clearInterval(id);
  }, [known, order, filter, stars]);
  return names.value;
}

function Head({ order, sort }: { order: Order; sort: (column: Column) => void }) {
  return (
    <tr>
      {columns.map(column => {
        const isSorted = order.column === column;
        return (
          <th key={column} class={`col-${column}`} scope="col" title={words.hints[column]} aria-sort={isSorted ? (order.isRising ? 'ascending' : 'descending') : 'none'}>
            <button type="button" class="plain" onClick={() => sort(column)}>
              {words.columns[column]}
              {isSorted && <i aria-hidden="true">{order.isRising ? ' ▴' : ' ▾'}</i>}
            </button>
          </th>
        );
      })}
    </tr>
  );
}
