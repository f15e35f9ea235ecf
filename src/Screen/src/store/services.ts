import { createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import type { ReadonlySignal } from '@preact/signals';
import type { Http } from '../source/http';
import type { KeyRing } from '../source/key';
import type { Source } from '../source/source';
import type { Hello } from '../source/views';
import type { Freshness } from '../stream/freshness';
import type { Stream } from '../stream/stream';
import type { EventLog } from './eventLog';
import type { MarketClock } from './marketClock';
import type { Tables } from './tables';

/** What every panel can ask for. */
export interface Services {
  readonly http: Http;
  readonly source: Source;
  readonly keys: KeyRing;
  readonly stream: Stream;
  readonly freshness: ReadonlySignal<Freshness>;
  readonly hello: ReadonlySignal<Hello | null>;
  readonly clock: MarketClock;
  readonly tables: Tables;
  readonly log: EventLog;
  /** Whether what no event tells is to be read again: somebody looks, the service is heard, and nothing is held. */
  isAwake(): boolean;
}

export const ServicesContext = createContext<Services | null>(null);

/** The services of this page. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) {
    throw new Error('There are no services above this component.');
  }

  return services;
}

/** Wants events while the component is there. */
export function useWant(kinds: readonly string[], symbols: readonly string[] | null, hz = 4): void {
  const { stream } = useServices();
  const names = symbols?.join(',') ?? null;
  useEffect(() => stream.want({ kinds, symbols, hz }), [stream, kinds.join(','), names, hz]);
}
