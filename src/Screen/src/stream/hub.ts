import type { Line } from './line';
import { always, unionOf, type FromTab, type Link, type StreamEvent, type ToTab, type Want } from './protocol';

/** The end of a tab's channel that is here. */
export interface Tab {
  send(message: ToTab): void;
}

interface Known {
  want: Want | null;
  heardAt: number;
}

/** Hands the events of one line to all tabs. */
export interface Hub {
  join(tab: Tab): void;
  take(tab: Tab, message: FromTab): void;
  /** Events that came together. */
  hear(events: readonly StreamEvent[]): void;
  tell(link: Link): void;
  /** Forgets tabs that have not been heard of for long: not every browser says when one has gone. */
  prune(): void;
  readonly tabs: number;
}

// Hidden tabs are woken once a minute by the browser.
const silentMs = 150_000;

/** A hub without tabs. */
export function createHub(line: () => Line, now: () => number): Hub {
  const tabs = new Map<Tab, Known>();
  let hello: StreamEvent | null = null;
  let link: Link = { isOpen: false, retryAt: null };

  const settle = (): void => {
    const wants = [...tabs.values()].flatMap(tab => (tab.want === null ? [] : [tab.want]));
    line().want(unionOf(wants));
  };

  return {
    join(tab) {
      tabs.set(tab, { want: null, heardAt: now() });
      tab.send({ type: 'link', link });
      // Whom it reads from was said before this tab was there.
      if (hello !== null && link.isOpen) {
        tab.send({ type: 'events', events: [hello] });
      }
    },
    take(tab, message) {
      const known = tabs.get(tab) ?? { want: null, heardAt: 0 };
      known.heardAt = now();
      tabs.set(tab, known);
      if (message.type === 'want') {
        known.want = message.want;
        settle();
      } else if (message.type === 'bye') {
        tabs.delete(tab);
        settle();
      } else if (message.type === 'retry') {
        line().retry();
      }
    },
    hear(events) {
      hello = events.find(event => event.kind === 'hello') ?? hello;
      for (const [tab, { want }] of tabs) {
        const wanted = events.filter(({ kind }) => always.includes(kind) || want?.kinds.includes(kind));
        if (wanted.length > 0) {
          tab.send({ type: 'events', events: wanted });
        }
      }
    },
    tell(next) {
      link = next;
      for (const tab of tabs.keys()) {
        tab.send({ type: 'link', link });
      }
    },
    prune() {
      const gone = [...tabs].filter(([, tab]) => now() - tab.heardAt > silentMs);
      for (const [tab] of gone) {
        tabs.delete(tab);
      }

      if (gone.length > 0) {
        settle();
      }
    },
    get tabs() {
      return tabs.size;
    },
  };
}
