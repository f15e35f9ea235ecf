import { computed, type ReadonlySignal } from '@preact/signals';
import type { Http } from '../source/http';
import type { Source } from '../source/source';
import type { FeedView, Gap, SymbolFigures, PositionView, SignalRecord, StatusView, SymbolView } from '../source/views';
import type { StreamEvent } from '../stream/protocol';
import { gapKey } from './gapRows';
import { createJoin, type Join } from './join';
import { createRows, type Rows } from './rows';

/** What more than one panel shows, read once. */
export interface Tables {
  readonly status: Join<StatusView>;
  readonly symbols: Rows<SymbolView>;
  /** What no event tells of the symbols. */
  readonly figures: Rows<SymbolFigures>;
  readonly feeds: Join<readonly FeedView[]>;
  readonly positions: Join<readonly PositionView[]>;
  readonly signals: Join<readonly SignalRecord[]>;
  readonly gaps: Join<readonly Gap[]>;
  /** Gaps of the last 24 hours that nothing has filled; undefined before they are known. */
  readonly openGaps: ReadonlySignal<number | undefined>;
  hear(event: StreamEvent): void;
  /** Figures that no event tells: to be called every few seconds while the page is looked at. */
  refresh(): void;
}

const signalsKept = 200;

// They are made anew every ten seconds, and the table is looked at every two.
const figureTurns = 6;

/** Tables that begin to read at once. */
export function createTables(http: Http, source: Source): Tables {
  const symbols = createRows<SymbolView>({
    load: async stop => await http.get<readonly SymbolView[]>('symbols', {}, stop),
    kind: 'sym',
    keyOf: row => row.symbol,
  });
  const figures = createRows<SymbolFigures>({ load: stop => http.get('figures', {}, stop), kind: 'none', keyOf: row => row.symbol });
  const status = createJoin<StatusView>({ load: stop => http.get('status', {}, stop), apply: value => value });
  const feeds = createJoin<readonly FeedView[]>({ load: stop => http.get('feeds', {}, stop), apply: (rows, event) => (event.kind === 'feed' ? replace(rows, event.data as FeedView, row => row.id) : rows) });
  const positions = createJoin<readonly PositionView[]>({ load: stop => http.get('positions', {}, stop), apply: value => value });
  const signals = createJoin<readonly SignalRecord[]>({
    load: stop => source.signals(signalsKept, stop),
    apply: (rows, event) => (event.kind === 'signal' ? withSignal(rows, event.data as SignalRecord, signalsKept) : rows),
  });
  const gaps = createJoin<readonly Gap[]>({
    load: stop => http.get('gaps', {}, stop),
    apply: (rows, event) => (event.kind === 'gap' ? replace(rows, event.data as Gap, gapKey) : rows),
  });
  const openGaps = computed(() => gaps.value.value?.filter(gap => gap.filledBy === null).length);
  let turns = 0;
  const all = [status, feeds, positions, signals, gaps];
  return {
    status,
    symbols,
    figures,
    feeds,
    positions,
    signals,
    gaps,
    openGaps,
    hear(event) {
      symbols.hear(event);
      figures.hear(event);
      for (const one of all) {
        one.hear(event);
      }

      if (event.kind === 'order' || event.kind === 'signal') {
        positions.reload();
        status.reload();
      }

      if (event.kind === 'feed' || event.kind === 'status') {
        status.reload();
      }
    },
    refresh() {
      status.refresh();
      feeds.refresh();
      positions.refresh();
      if (turns++ % figureTurns === 0) {
        figures.refresh();
      }
    },
  };
}

/** The rows with one of them replaced, or with one more at the end. */
export function replace<T>(rows: readonly T[], next: T, keyOf: (row: T) => string): readonly T[] {
  const at = rows.findIndex(row => keyOf(row) === keyOf(next));
  return at < 0 ? [...rows, next] : rows.with(at, next);
}

/** The rows with a signal replaced, or one more at the beginning. An event tells no result: one that is known stays with its signal. */
export function withSignal(rows: readonly SignalRecord[], next: SignalRecord, most: number): readonly SignalRecord[] {
  const known = rows.find(row => row.signal.id === next.signal.id);
  return known ? replace(rows, known.result ? { ...next, result: known.result } : next, row => row.signal.id) : [next, ...rows].slice(0, most);
}
