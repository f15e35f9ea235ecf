import { effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Answer } from '../source/http';
import type { Problem } from '../source/problem';
import type { StreamEvent } from '../stream/protocol';
import { createJoin } from './join';

/** A table whose rows change on their own: what shows one row is not touched when another changes. */
export interface Rows<T> {
  /** The rows by name; undefined before the first snapshot. Changes only when rows come or go. */
  readonly rows: ReadonlySignal<ReadonlyMap<string, ReadonlySignal<T>> | undefined>;
  readonly problem: ReadonlySignal<Problem | null>;
  hear(event: StreamEvent): void;
  reload(): void;
  refresh(): void;
}

/** How the rows are read. */
export interface RowsOptions<T> {
  load(stop: AbortSignal): Promise<Answer<readonly T[]>>;
  /** Kind of the events that carry one row. */
  readonly kind: string;
  keyOf(row: T): string;
}

/** Rows that begin to be read at once. */
export function createRows<T>({ load, kind, keyOf }: RowsOptions<T>): Rows<T> {
  const cells = new Map<string, Signal<T>>();
  const rows = signal<ReadonlyMap<string, Signal<T>> | undefined>(undefined);

  const put = (row: T): boolean => {
    const cell = cells.get(keyOf(row));
    if (cell) {
      cell.value = row;
      return false;
    }

    cells.set(keyOf(row), signal(row));
    return true;
  };

  const join = createJoin<readonly T[]>({
    load: async stop => await load(stop),
    apply: (all, event) => {
      if (event.kind === kind && put(event.data as T)) {
        rows.value = new Map(cells);
      }

      return all;
    },
  });

  effect(() => {
    const all = join.value.value;
    if (all !== undefined) {
      untracked(() => {
        const names = new Set(all.map(keyOf));
        const came = all.map(put).some(isNew => isNew);
        const gone = [...cells.keys()].filter(name => !names.has(name));
        gone.forEach(name => cells.delete(name));
        if (came || gone.length > 0 || rows.value === undefined) {
          rows.value = new Map(cells);
        }
      });
    }
  });

  return { rows, problem: join.problem, hear: join.hear, reload: join.reload, refresh: join.refresh };
}
