import { signal, type ReadonlySignal } from '@preact/signals';
import type { Link, StreamEvent } from './protocol';

/** How far what is shown may be believed. */
export type Level = 'connecting' | 'live' | 'stale' | 'offline';

/** The ladder's rung, with the whole seconds since the last sign of life. */
export interface Freshness {
  readonly level: Level;
  readonly seconds: number;
  /** Whole seconds to the next attempt; null while none is planned. */
  readonly retryIn: number | null;
  /** Service's wall clock minus this browser's, milliseconds, where they differ by more than two seconds; else null. */
  readonly skewMs: number | null;
}

const liveMs = 5_000;
const staleMs = 30_000;
const skewMs = 2_000;

/** Climbs and descends by the browser's monotonic clock: a wall clock that is set anew makes nothing old or young. */
export interface Ladder {
  readonly state: ReadonlySignal<Freshness>;
  hear(event: StreamEvent): void;
  link(link: Link): void;
  /** To be called about once a second. */
  tick(): void;
}

/** A ladder that has heard nothing yet. */
export function createLadder(monotonic: () => number, wall: () => number): Ladder {
  const state = signal<Freshness>({ level: 'connecting', seconds: 0, retryIn: null, skewMs: null });
  const began = monotonic();
  let heardAt: number | null = null;
  let retryAt: number | null = null;
  let skew: number | null = null;

  const settle = (): void => {
    const silence = monotonic() - (heardAt ?? began);
    const level: Level = heardAt === null ? (silence > staleMs || (retryAt !== null && silence > liveMs) ? 'offline' : 'connecting') : silence <= liveMs ? 'live' : silence <= staleMs ? 'stale' : 'offline';
    const retryIn = retryAt === null ? null : Math.max(0, Math.ceil((retryAt - wall()) / 1_000));
    const next: Freshness = { level, seconds: Math.floor(silence / 1_000), retryIn, skewMs: skew };
    const now = state.peek();
    // Seconds are told where they matter only: who looks at a live page is not woken for them.
    if (now.level !== level || now.skewMs !== skew || (level !== 'live' && (now.seconds !== next.seconds || now.retryIn !== retryIn))) {
      state.value = next;
    }
  };

  return {
    state,
    hear(event) {
      heardAt = monotonic();
      if (event.kind === 'hello' || event.kind === 'beat') {
        const difference = Date.parse((event.data as { now: string }).now) - wall();
        skew = Math.abs(difference) > skewMs ? Math.round(difference / 1_000) * 1_000 : null;
      }

      settle();
    },
    link(link) {
      retryAt = link.retryAt;
      settle();
    },
    tick: settle,
  };
}
