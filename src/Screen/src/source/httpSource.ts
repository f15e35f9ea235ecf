import type { ReadonlySignal } from '@preact/signals';
import { lengthOf, timeframes } from '../chart/timeframes';
import type { Stream } from '../stream/stream';
import { texts } from '../texts';
import { part, type Http } from './http';
import type { Source } from './source';
import type { Hello } from './views';

/** The service that this page came from. */
export function createHttpSource(http: Http, stream: Stream, hello: ReadonlySignal<Hello | null>): Source {
  const of = (symbol: string): string => `symbols/${part(symbol)}/`;
  return {
    isLive: true,
    timeframes,
    // The usual ones until the service has said it.
    get evaluatedMs() {
      return lengthOf(hello.value?.strategyTimeframe ?? '5m');
    },
    // The library touches each point whenever one changes.
    points: { first: 1_500, most: 5_000 },
    complete: texts.chart.complete,
    bars: (symbol, range, stop) => http.get(`${of(symbol)}bars`, { ...range }, stop),
    cvd: (symbol, range, stop) => http.get(`${of(symbol)}cvd`, { ...range }, stop),
    markets: (symbol, stop) => http.get('markets', { symbol }, stop),
    openInterest: (symbol, from, stop) => http.get(`open-interest/${part(symbol)}/history`, { from }, stop),
    signals: (limit, stop) => http.get('signals', { limit }, stop),
    orders: (limit, stop) => http.get('orders', { limit }, stop),
    positions: (limit, stop) => http.get('positions', { closed: 'true', limit }, stop),
    ledger: (symbol, from, to, stop) => http.get('ledger', { symbol, from, to }, stop),
    explain: (symbol, at, stop) => http.get(`${of(symbol)}explain`, { at: at ?? undefined }, stop),
    subscribe(want, heard) {
      const ends = [stream.on(heard), stream.want(want)];
      return () => ends.forEach(end => end());
    },
  };
}
