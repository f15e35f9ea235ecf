import { Fragment, type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { More, useFirst } from './more';
import { Scroll } from './scroll';

/** What stands over a column: its name, a name with more to be said of it, or nothing where there is no such column. */
export type Head = string | Column | false;

interface Column {
  readonly name: string;
  readonly hint?: string;
  /** Whether words stand in it: those begin on the left. */
  readonly isText?: boolean;
}

/** A column of words. */
export function wordy(name: string): Column {
  return { name, isText: true };
}

interface RowTableProps<T> {
  /** What it is, for those who do not see it too. */
  readonly label: string;
  readonly heads: readonly Head[];
  readonly items: readonly T[];
  keyOf(item: T): string;
  /** The row of an item; where there is more of it, with the way to open it. */
  row(item: T, opening: Opening): ComponentChildren;
  /** What is shown of an item below its row, once that is opened. */
  detail?(item: T): ComponentChildren;
  readonly foot?: ComponentChildren;
  readonly look?: 'rows' | 'inner';
  /** What the rows are of: with another name the first hundred are shown again. */
  readonly name?: string;
}

/** The way to what more there is of a row. */
export interface Opening {
  readonly isOpen: boolean;
  toggle(): void;
}

/** A table of rows: a hundred at first, one of them opened at most. */
export function RowTable<T>({ label, heads, items, keyOf, row, detail, foot, look = 'rows', name = '' }: RowTableProps<T>) {
  const [opened, setOpened] = useState<string | null>(null);
  const { shown, rest, more } = useFirst(items, name);
  const columns = heads.filter(head => head !== false).map(head => (typeof head === 'string' ? { name: head } : head));
  return (
    <Scroll label={label}>
      <table class={look}>
        <thead>
          <tr>
            {columns.map(({ name: text, hint, isText }: Column, at) =>
              text === '' ? <td key={at} /> : (
                <th key={at} scope="col" class={isText ? 'text' : undefined} title={hint}>
                  {text}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(item => {
            const key = keyOf(item);
            const isOpen = opened === key;
            return (
              <Fragment key={key}>
                {row(item, { isOpen, toggle: () => setOpened(isOpen ? null : key) })}
                {isOpen && (
                  <tr class="detail">
                    <td colSpan={columns.length}>{detail?.(item)}</td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
        {foot}
      </table>
      <More rest={rest} more={more} />
    </Scroll>
  );
}

/** The button that opens a row and closes it. What is seen begins what is heard of it. */
export function Opener({ opening: { isOpen, toggle }, text, of }: { opening: Opening; text: string; of?: string }) {
  return (
    <button type="button" class="plain" aria-expanded={isOpen} aria-label={of} onClick={toggle}>
      {isOpen ? '▾' : '▸'} {text}
    </button>
  );
}
