import { signal, effect, type ReadonlySignal } from '@preact/signals';
import { unixMs } from '../../format/time';
import { phaseOf } from '../../panels/stops';
import type { Services } from '../../store/services';

/** Scores by the close of their bar: of those bars that came as far as being scored. */
export interface Scores {
  readonly of: ReadonlySignal<ReadonlyMap<number, number>>;
  /** Score that an entry needs. */
  readonly needed: ReadonlySignal<number>;
  stop(): void;
}

// Each evaluation is a question of its own.
const lookedBack = 72;
const atOnce = 3;
const usuallyNeeded = 4;

// A bar that failed before has no score, whatever was added up of it.
const isScored = (failure: string | null): boolean => (phaseOf(failure) ?? 4) >= 4;

/** Scores of the last hours, and of each bar to come. */
export function followScores({ source, tables }: Services, symbol: string): Scores {
  const of = signal<ReadonlyMap<number, number>>(new Map());
  const needed = signal(usuallyNeeded);
  const stopping = new AbortController();
  const found = new Map<number, number>();
  const show = (): void => {
    of.value = new Map([...of.peek(), ...found]);
  };

  const look = async (at: number): Promise<void> => {
    const { value } = await source.explain(symbol, at, stopping.signal);
    if (value.scoreNeeded !== undefined && isScored(value.firstFailure)) {
      needed.value = value.scoreNeeded;
      found.set(at, value.score);
      if (source.isLive) {
        show();
      }
    }
  };

  const lookBack = async (): Promise<void> => {
    const { value } = await source.cvd(symbol, {}, stopping.signal);
    const closes = value.openUnixMs.slice(1).slice(source.isLive ? -lookedBack : 0).reverse();
    const work = async (): Promise<void> => {
      for (let at = closes.shift(); at !== undefined && !stopping.signal.aborted; at = closes.shift()) {
        // A bar before the start was never evaluated: its score is not known, and nothing is drawn of it.
        await look(at).catch(() => {});
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    show();
  };

  lookBack().catch(() => {});
  const end = effect(() => {
    const row = tables.symbols.rows.value?.get(symbol)?.value;
    const at = unixMs(row?.evaluatedAt);
    if (row !== undefined && at !== null && row.decision !== null && isScored(row.firstFailure) && of.peek().get(at) !== row.score) {
      found.set(at, row.score);
      show();
    }
  });
  return {
    of,
    needed,
    stop() {
      stopping.abort();
      end();
    },
  };
}
