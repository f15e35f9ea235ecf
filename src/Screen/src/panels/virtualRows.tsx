import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Height of a row, in pixels; the style sheet says the same. */
export const rowHeight = 24;

const spare = 6;

interface VirtualRowsProps<T> {
  readonly rows: readonly T[];
  readonly label: string;
  readonly head: ComponentChildren;
  /** Row that has to be in sight; -1 for none. */
  readonly inSight?: number;
  readonly row: (item: T, at: number) => ComponentChildren;
}

/** A table of which only the rows in sight are there: any number of rows costs the same. */
export function VirtualRows<T>({ rows, label, head, inSight = -1, row }: VirtualRowsProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  useSize(box, setView);
  useLayoutEffect(() => {
    const element = box.current;
    if (element !== null && inSight >= 0) {
      const [top, bottom] = [inSight * rowHeight, (inSight + 1) * rowHeight];
      const height = element.clientHeight - rowHeight;
      if (top < element.scrollTop) {
        element.scrollTop = top;
      } else if (bottom > element.scrollTop + height) {
        element.scrollTop = bottom - height;
      }
    }
  }, [inSight]);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - spare);
  const count = Math.ceil(view.height / rowHeight) + 2 * spare;
  const shown = rows.slice(first, first + count);
  return (
    <div class="scroll" ref={box} tabIndex={0} role="group" aria-label={label} onScroll={event => setView({ ...view, top: event.currentTarget.scrollTop })}>
      <table aria-rowcount={rows.length + 1}>
        <thead>{head}</thead>
        <tbody>
          <Filler height={first * rowHeight} />
          {shown.map((item, at) => row(item, first + at))}
          <Filler height={Math.max(0, rows.length - first - shown.length) * rowHeight} />
        </tbody>
      </table>
    </div>
  );
}

function Filler({ height }: { height: number }) {
  return height > 0 ? <tr class="filler" aria-hidden="true" ref={row => row?.style.setProperty('height', `${height}px`)} /> : null;
}

function useSize(box: RefObject<HTMLDivElement | null>, set: (view: { top: number; height: number }) => void): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || typeof ResizeObserver === 'undefined') {
      return undefined;
    }

    const observer = new ResizeObserver(() => set({ top: element.scrollTop, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
}
