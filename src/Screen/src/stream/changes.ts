import type { StreamEvent } from './protocol';

interface Named {
  readonly symbol: string;
}

/** Makes whole symbols again of events that tell no more than what has changed: of one connection, and from its beginning. */
export interface Wholes {
  /** The events that an event stands for, each with a number of its own. */
  of(event: StreamEvent): readonly StreamEvent[];
  /** A connection begins: it tells all of each symbol first. */
  forget(): void;
}

/** Knows no symbol yet. */
export function createWholes(): Wholes {
  const told = new Map<string, Named>();
  return {
    of(event) {
      if (event.kind === 'resync') {
        told.clear();
      }

      if (event.kind !== 'sym') {
        return [event];
      }

      // Several symbols of one moment share the number of the last of them, which no other event lies between.
      const changes = event.data as readonly Named[];
      return changes.map((change, at) => {
        const whole = { ...told.get(change.symbol), ...change };
        told.set(change.symbol, whole);
        return { id: event.id - (changes.length - 1 - at), kind: event.kind, data: whole };
      });
    },
    forget: () => told.clear(),
  };
}
