import { createWholes } from './changes';
import { always, askable, queryOf, type Link, type StreamEvent, type Want } from './protocol';

/** The part of an EventSource that is used. */
export interface Source {
  onopen: (() => void) | null;
  onerror: (() => void) | null;
  addEventListener(kind: string, heard: (event: MessageEvent<string>) => void): void;
  close(): void;
}

/** Timers, so that tests can have their own. */
export interface Timers {
  now(): number;
  after(ms: number, act: () => void): () => void;
}

/** The one connection to the service's events. */
export interface Line {
  /** Wants this from now on; null hangs up. */
  want(want: Want | null): void;
  /** Tries at once instead of when it is time. */
  retry(): void;
  readonly link: Link;
}

const firstPauseMs = 500;
const longestPauseMs = 10_000;

// A service that has died without saying so sends nothing: two-second beats are then long overdue.
const silenceMs = 12_000;

/** Timers of the browser. */
const browserTimers: Timers = {
  now: () => Date.now(),
  after(ms, act) {
    const id = setTimeout(act, ms);
    return () => clearTimeout(id);
  },
};

/** A line that is not open yet. Goes on after the last event whenever it has to connect anew, so that nothing is told twice or left out. */
export function createLine(open: (url: string) => Source, hear: (events: readonly StreamEvent[]) => void, tell: (link: Link) => void, timers: Timers = browserTimers): Line {
  let wanted: Want | null = null;
  let source: Source | null = null;
  let last = 0;
  let failures = 0;
  let cancelTimer = (): void => {};
  let link: Link = { isOpen: false, retryAt: null };
  const wholes = createWholes();

  const set = (next: Link): void => {
    link = next;
    tell(next);
  };

  const watch = (): void => {
    cancelTimer();
    cancelTimer = timers.after(silenceMs, fail);
  };

  const hangUp = (): void => {
    cancelTimer();
    source?.close();
    source = null;
  };

  const fail = (): void => {
    hangUp();
    const pause = Math.min(firstPauseMs * 2 ** failures++, longestPauseMs);
    set({ isOpen: false, retryAt: timers.now() + pause });
    cancelTimer = timers.after(pause, connect);
  };

  const connect = (): void => {
    hangUp();
    if (wanted === null) {
      return;
    }

    wholes.forget();
    const mine = open(`/api/v1/events?${queryOf(wanted, last)}`);
    source = mine;
    watch();
    mine.onerror = () => mine === source && fail();
    for (const kind of [...always, ...askable]) {
      mine.addEventListener(kind, event => {
        if (mine !== source) {
          return;
        }

        watch();
        take(kind, event);
      });
    }
  };

  const take = (kind: string, event: MessageEvent<string>): void => {
    const id = event.lastEventId === '' || kind === 'hello' || kind === 'beat' ? 0 : Number(event.lastEventId);
    // After resync numbers may begin anew; otherwise they only rise.
    last = kind === 'resync' ? id : Math.max(last, id);
    if (kind === 'hello') {
      // Whoever has heard of nothing yet goes on from where it came in.
      last = last === 0 ? ((JSON.parse(event.data) as { asOf?: number }).asOf ?? 0) : last;
      failures = 0;
      set({ isOpen: true, retryAt: null });
    }

    hear(wholes.of({ id, kind, data: JSON.parse(event.data) }));
  };

  return {
    want(next) {
      const was = wanted;
      wanted = next;
      if (next === null) {
        hangUp();
        set({ isOpen: false, retryAt: null });
      } else if (was === null || queryOf(was, 0) !== queryOf(next, 0)) {
        connect();
      }
    },
    retry() {
      if (!link.isOpen) {
        connect();
      }
    },
    get link() {
      return link;
    },
  };
}
