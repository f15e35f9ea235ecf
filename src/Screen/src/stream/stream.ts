import { batch, signal, type ReadonlySignal } from '@preact/signals';
import { createHub } from './hub';
import { createLine, type Source } from './line';
import { unionOf, type FromTab, type Link, type StreamEvent, type ToTab, type Want } from './protocol';

/** The way from this tab to whoever holds the line. */
export interface Channel {
  send(message: FromTab): void;
  onMessage: (message: ToTab) => void;
}

/** What this tab is told. */
export interface Stream {
  readonly link: ReadonlySignal<Link>;
  /** Wants this until the answer is called. */
  want(want: Want): () => void;
  /** Hears all events that this tab is told, until the answer is called; while what is shown is held, only who always listens. */
  on(heard: (event: StreamEvent) => void, isAlways?: boolean): () => void;
  /** Whether what is shown stays as it is. Afterwards it is read anew: nothing queues. */
  readonly isHeld: ReadonlySignal<boolean>;
  hold(isHeld: boolean): void;
  retry(): void;
}

const aliveEveryMs = 20_000;
const workerName = '/stream-worker.js';

/** A stream over a channel. Wants of the same moment travel together. */
export function createStream(channel: Channel, defer: (act: () => void) => void = queueMicrotask): Stream {
  const link = signal<Link>({ isOpen: false, retryAt: null });
  const wants = new Set<Want>();
  const listeners = new Map<(event: StreamEvent) => void, boolean>();
  const isHeld = signal(false);
  let isDue = false;

  const settle = (): void => {
    if (isDue) {
      return;
    }

    isDue = true;
    defer(() => {
      isDue = false;
      channel.send({ type: 'want', want: unionOf([...wants]) ?? { kinds: ['status'], symbols: null, hz: 1 } });
    });
  };

  const tell = (event: StreamEvent, isHolding: boolean): void => {
    for (const [heard, always] of [...listeners]) {
      if (always || !isHolding) {
        heard(event);
      }
    }
  };

  channel.onMessage = message => {
    if (message.type === 'link') {
      link.value = message.link;
      return;
    }

    batch(() => message.events.forEach(event => tell(event, isHeld.peek())));
  };

  return {
    link,
    want(want) {
      wants.add(want);
      settle();
      return () => {
        wants.delete(want);
        settle();
      };
    },
    on(heard, isAlways = false) {
      listeners.set(heard, isAlways);
      return () => listeners.delete(heard);
    },
    isHeld,
    hold(next) {
      isHeld.value = next;
      if (!next) {
        listeners.forEach((always, heard) => !always && heard({ id: 0, kind: 'resync', data: null }));
      }
    },
    retry: () => channel.send({ type: 'retry' }),
  };
}

/** The channel of this browser: a worker that all tabs share, or a line of its own where there are none. */
export function openChannel(): Channel {
  const channel = typeof SharedWorker === 'function' ? sharedChannel() : ownChannel();
  const alive = setInterval(() => channel.send({ type: 'alive' }), aliveEveryMs);
  addEventListener('pagehide', event => {
    if (!event.persisted) {
      clearInterval(alive);
      channel.send({ type: 'bye' });
    }
  });
  return channel;
}

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

// The page's rules let one policy make one address.
function workerAddress(): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  return policies ? policies.createPolicy('sf-worker', { createScriptURL: () => workerName }).createScriptURL(workerName) : workerName;
}

function sharedChannel(): Channel {
  // Whoever says other things has another name: tabs of an earlier version keep the worker that they understand.
  const worker = new SharedWorker(workerAddress(), { type: 'module', name: 'squeezeflow 2' });
  const channel: Channel = { send: message => worker.port.postMessage(message), onMessage: () => {} };
  worker.port.onmessage = (message: MessageEvent<ToTab>) => channel.onMessage(message.data);
  return channel;
}

function ownChannel(): Channel {
  const hub = createHub(() => line, () => performance.now());
  const line = createLine(url => new EventSource(url) as unknown as Source, events => hub.hear(events), link => hub.tell(link));
  const tab = { send: (message: ToTab): void => channel.onMessage(message) };
  const channel: Channel = { send: message => hub.take(tab, message), onMessage: () => {} };
  hub.join(tab);
  return channel;
}
