import type { Gap, SignalRecord } from '../source/views';
import type { Level } from '../stream/freshness';
import type { StreamEvent } from '../stream/protocol';
import { score } from '../format/numbers';
import { texts } from '../texts';

const restMs = 5_000;
const toldApart = 2;

/** Puts what happens into words for those who hear the page: once in five seconds at most, the rest summed up. */
export interface Announcements {
  hear(event: StreamEvent): void;
  level(level: Level): void;
  /** The next sentence, when it is time for one and there is something to say; else null. */
  next(): string | null;
}

/** With nothing to say yet. */
export function createAnnouncements(now: () => number): Announcements {
  const words = texts.said;
  let waiting: string[] = [];
  let lastAt = -restMs;
  let known: Level | null = null;
  return {
    hear({ kind, data }) {
      if (kind === 'signal') {
        const { signal, outcome } = data as SignalRecord;
        waiting.push(words.signal(signal.action, signal.baseSymbol, score(signal.score), outcome));
      } else if (kind === 'gap') {
        const gap = data as Gap;
        waiting.push(gap.filledBy === null ? words.gap(gap.market) : words.filled(gap.market));
      }
    },
    level(level) {
      if (level !== known && known !== null) {
        waiting.push(texts.link.said[level]);
      }

      known = level;
    },
    next() {
      if (waiting.length === 0 || now() - lastAt < restMs) {
        return null;
      }

      const rest = waiting.length - toldApart;
      const text = waiting.slice(0, toldApart).join(' ') + (rest > 0 ? ` ${words.more(rest)}` : '');
      waiting = [];
      lastAt = now();
      return text;
    },
  };
}
