import { signal, type ReadonlySignal } from '@preact/signals';
import type { Beat, Hello } from '../source/views';
import type { StreamEvent } from '../stream/protocol';

/** Market time between the beats, by the service's own speed. */
export interface MarketClock {
  /** Market time now, milliseconds since 1970 UTC; null while it is not known. */
  now(): number | null;
  /** The same, renewed about once a second. */
  readonly second: ReadonlySignal<number | null>;
  hear(event: StreamEvent): void;
  tick(): void;
}

// Market time of the service is as far as all symbols have come; it is never guessed further than this ahead.
const aheadMs = 4_000;

/** A clock that knows no time yet. */
export function createMarketClock(monotonic: () => number): MarketClock {
  const second = signal<number | null>(null);
  let at: number | null = null;
  let heardAt = 0;
  let speed: number | null = 1;
  const now = (): number | null => (at === null ? null : at + Math.min(monotonic() - heardAt, aheadMs) * (speed ?? 0));
  return {
    now,
    second,
    hear(event) {
      if (event.kind === 'hello') {
        speed = (event.data as Hello).speed;
      }

      if (event.kind === 'hello' || event.kind === 'beat') {
        const told = (event.data as Beat).marketTime;
        at = told === null ? null : Date.parse(told);
        heardAt = monotonic();
      }
    },
    tick() {
      const time = now();
      second.value = time === null ? null : Math.floor(time / 1_000) * 1_000;
    },
  };
}
