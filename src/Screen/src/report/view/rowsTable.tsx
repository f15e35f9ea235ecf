import type { ComponentChildren } from 'preact';
import { Panel } from '../../panels/frame';
import { RowTable, wordy } from '../../panels/rowTable';

/** A column: its name, what stands in it, and whether it is text rather than a figure. */
export interface RowsColumn<T> {
  readonly name: string;
  readonly isText?: boolean;
  readonly cell: (row: T) => ComponentChildren;
}

interface RowsTableProps<T> {
  readonly title: string;
  readonly rows: readonly T[];
  readonly columns: readonly RowsColumn<T>[];
  /** What is said where there is no row. */
  readonly none?: string;
  readonly head?: ComponentChildren;
}

/** A panel with a table of rows. */
export function RowsTable<T>({ title, rows, columns, none = '', head }: RowsTableProps<T>) {
  return (
    <Panel title={title} name="page" state={rows.length === 0 ? { kind: 'empty', why: none } : { kind: 'ready' }} head={head}>
      <RowTable
        label={title}
        heads={columns.map(({ name, isText }) => (isText ? wordy(name) : name))}
        items={rows}
        keyOf={row => String(rows.indexOf(row))}
        row={row => (
          <tr>
            {columns.map(column => (
              <td key={column.name} class={column.isText ? 'text' : undefined}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        )}
      />
    </Panel>
  );
}
