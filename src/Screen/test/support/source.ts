import type { Source } from '../../src/stream/line';

/** A connection that a test speaks for. */
export interface FakeSource extends Source {
  readonly url: string;
  readonly isClosed: boolean;
  say(kind: string, data: unknown, id?: number): void;
}

/** A connection to an address. */
export function fakeSource(url: string): FakeSource {
  const heard = new Map<string, (event: MessageEvent<string>) => void>();
  let lastId = '';
  let isClosed = false;
  return {
    url,
    onopen: null,
    onerror: null,
    get isClosed() {
      return isClosed;
    },
    addEventListener: (kind, act) => void heard.set(kind, act),
    close: () => {
      isClosed = true;
    },
    say(kind, data, id) {
      lastId = id === undefined ? lastId : String(id);
      heard.get(kind)?.({ data: JSON.stringify(data), lastEventId: lastId } as MessageEvent<string>);
    },
  };
}
