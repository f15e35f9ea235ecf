import { signal, type ReadonlySignal } from '@preact/signals';
import type { Answer } from '../source/http';
import { asProblem, type Problem } from '../source/problem';
import type { StreamEvent } from '../stream/protocol';

/** A snapshot that events keep up to date. */
export interface Join<T> {
  /** Undefined before the first snapshot. */
  readonly value: ReadonlySignal<T | undefined>;
  /** Why the latest snapshot could not be read; null when it could. */
  readonly problem: ReadonlySignal<Problem | null>;
  /** To be told of every event, also those that it does not care for. */
  hear(event: StreamEvent): void;
  /** Reads the snapshot anew. */
  reload(): void;
  /** The same, unless it is being read already. */
  refresh(): void;
  stop(): void;
}

/** How a snapshot is read and kept. */
export interface JoinOptions<T> {
  load(stop: AbortSignal): Promise<Answer<T>>;
  /** The value with the event in it; the value itself where the event is none of its business. */
  apply(value: T, event: StreamEvent): T;
  /** Pauses before a failed read is repeated. */
  after?(ms: number, act: () => void): () => void;
}

const firstPauseMs = 1_000;
const longestPauseMs = 15_000;

/**
 * Joins a snapshot and the stream by the numbers of events: what comes while the snapshot is read is held, and what the snapshot includes is not applied again.
 * `resync` and a service that was started anew have it read anew.
 */
export function createJoin<T>(options: JoinOptions<T>): Join<T> {
  const after = options.after ?? ((ms, act) => {
    const id = setTimeout(act, ms);
    return () => clearTimeout(id);
  });
  const value = signal<T | undefined>(undefined);
  const failure = signal<Problem | null>(null);
  let held: StreamEvent[] | null = null;
  let asOf = 0;
  let epoch: number | null = null;
  let failures = 0;
  let reading = new AbortController();
  let cancelRetry = (): void => {};

  const read = async (): Promise<void> => {
    reading.abort();
    cancelRetry();
    const mine = new AbortController();
    reading = mine;
    held = [];
    try {
      const answer = await options.load(mine.signal);
      if (mine.signal.aborted) {
        return;
      }

      const waiting: StreamEvent[] = held;
      held = null;
      asOf = answer.asOf;
      failures = 0;
      failure.value = null;
      value.value = answer.value;
      waiting.forEach(applyLater);
    } catch (error) {
      if (!mine.signal.aborted) {
        failure.value = asProblem(error);
        cancelRetry = after(Math.min(firstPauseMs * 2 ** failures++, longestPauseMs), () => void read());
      }
    }
  };

  const applyLater = (event: StreamEvent): void => {
    if (event.id > asOf && value.peek() !== undefined) {
      asOf = event.id;
      value.value = options.apply(value.peek() as T, event);
    }
  };

  const isAnew = (event: StreamEvent): boolean => {
    if (event.kind !== 'hello') {
      return event.kind === 'resync';
    }

    const told = (event.data as { epoch: number }).epoch;
    const was = epoch;
    epoch = told;
    return was !== null && was !== told;
  };

  void read();
  return {
    value,
    problem: failure,
    hear(event) {
      if (isAnew(event)) {
        void read();
      } else if (event.id === 0) {
        return;
      } else if (held !== null) {
        held.push(event);
      } else {
        applyLater(event);
      }
    },
    reload: () => void read(),
    refresh: () => {
      if (held === null) {
        void read();
      }
    },
    stop() {
      reading.abort();
      cancelRetry();
    },
  };
}
