import { signal, type ReadonlySignal } from '@preact/signals';
import { pageTexts } from '../pageTexts';
import type { HealthView, OperatorCall } from '../source/moreViews';
import type { FeedView, Gap, OrderView, SignalRecord } from '../source/views';
import type { StreamEvent } from '../stream/protocol';

/** What kinds of changes are logged. */
export const logKinds = ['feed', 'gap', 'signal', 'order', 'service', 'operator'] as const;

export type LogKind = (typeof logKinds)[number];

/** Something that has changed. */
export interface LogEntry {
  readonly number: number;
  /** Wall time of this browser. */
  readonly at: number;
  readonly kind: LogKind;
  readonly text: string;
  /** Base coin and market time of it on the chart; null where it has no place there. */
  readonly place: { readonly symbol: string; readonly at: number } | null;
}

/** The last changes, newest first. */
export interface EventLog {
  readonly entries: ReadonlySignal<readonly LogEntry[]>;
  hear(event: StreamEvent): void;
}

/** Changes that are kept. */
export const keptEntries = 500;

/** A log that begins now. */
export function createEventLog(now: () => number = () => Date.now()): EventLog {
  const entries = signal<readonly LogEntry[]>([]);
  const feeds = new Map<string, string>();
  let number = 0;
  let level = '';

  const add = (kind: LogKind, text: string, place: LogEntry['place'] = null): void => {
    entries.value = [{ number: ++number, at: now(), kind, text, place }, ...entries.value].slice(0, keptEntries);
  };

  return {
    entries,
    hear({ kind, data }) {
      const words = pageTexts.log;
      if (kind === 'signal') {
        const { signal: given, outcome, detail } = data as SignalRecord;
        add('signal', words.signal(given.action, given.baseSymbol, given.score, outcome, detail), { symbol: given.baseSymbol, at: given.barCloseUnixMs });
      } else if (kind === 'order') {
        const order = data as OrderView;
        add('order', words.order(order.action, order.baseSymbol, order.state, order.detail));
      } else if (kind === 'gap') {
        const gap = data as Gap;
        add('gap', words.gap(gap.market, gap.afterUnixMs - gap.beforeUnixMs, gap.missing, gap.reason, gap.filledBy));
      } else if (kind === 'feed') {
        const feed = data as FeedView;
        // Figures change all the time; what is worth a line is a state, or an error.
        const state = `${feed.state} ${feed.epoch} ${feed.connects} ${feed.lastError ?? ''}`;
        if (feeds.get(feed.id) !== state) {
          feeds.set(feed.id, state);
          add('feed', words.feed(feed.id, feed.state, feed.lastError));
        }
      } else if (kind === 'status') {
        const health = data as HealthView;
        const next = `${health.level} ${health.ready} ${health.parts.map(part => `${part.name} ${part.level}`).join()}`;
        if (next !== level) {
          level = next;
          add('service', words.health(health.level, health.parts.filter(part => part.level !== 'healthy').map(part => `${part.name}: ${part.reason}`)));
        }
      } else if (kind === 'action') {
        const { path, status, from, page } = data as OperatorCall;
        add('operator', words.action(path.replace(/%2F/gi, '/'), status, from, page));
      } else if (kind === 'resync') {
        add('service', words.resync);
      }
    },
  };
}
