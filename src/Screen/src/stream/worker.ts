import { createHub, type Tab } from './hub';
import { createLine, type Source } from './line';
import type { FromTab } from './protocol';

// One for all tabs of a browser: six connections to a host is all that a browser opens.
const hub = createHub(() => line, () => performance.now());
const line = createLine(url => new EventSource(url) as unknown as Source, events => hub.hear(events), link => hub.tell(link));

const scope = self as unknown as { onconnect: ((event: MessageEvent) => void) | null };

scope.onconnect = event => {
  const port = event.ports[0];
  if (port === undefined) {
    return;
  }

  const tab: Tab = { send: message => port.postMessage(message) };
  hub.join(tab);
  port.onmessage = (message: MessageEvent<FromTab>) => hub.take(tab, message.data);
};

setInterval(() => hub.prune(), 30_000);
