import type { Timers } from '../../src/stream/line';

/** A clock that goes only when it is told to. */
export interface FakeClock extends Timers {
  advance(ms: number): void;
}

/** A clock at 0. */
export function fakeClock(): FakeClock {
  let time = 0;
  let due: { at: number; act: () => void }[] = [];
  return {
    now: () => time,
    after(ms, act) {
      const entry = { at: time + ms, act };
      due.push(entry);
      return () => {
        due = due.filter(other => other !== entry);
      };
    },
    advance(ms) {
      const end = time + ms;
      for (let next = due.find(entry => entry.at <= end); next !== undefined; next = due.sort((a, b) => a.at - b.at).find(entry => entry.at <= end)) {
        const entry = due.sort((a, b) => a.at - b.at)[0] as { at: number; act: () => void };
        due = due.filter(other => other !== entry);
        time = Math.max(time, entry.at);
        entry.act();
      }

      time = end;
    },
  };
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function drawer(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
