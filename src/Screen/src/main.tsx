import { signal } from '@preact/signals';
import { render } from 'preact';
import { App } from './app';
import { listenToKeys } from './keys/keys';
import { followAddress } from './route/route';
import { keepSettings } from './settings/settings';
import { createHttp } from './source/http';
import { createHttpSource } from './source/httpSource';
import { createKeyRing } from './source/key';
import type { Hello } from './source/views';
import { createEventLog } from './store/eventLog';
import { createMarketClock } from './store/marketClock';
import type { Services } from './store/services';
import { createTables } from './store/tables';
import { createLadder } from './stream/freshness';
import { createStream, openChannel } from './stream/stream';
import './theme/base.css';
import './theme/controls.css';
import './theme/layout.css';
import './theme/panels.css';
import './theme/flow.css';
import './theme/chart.css';
import './theme/side.css';
import './theme/symbols.css';
import './theme/pages.css';
import './theme/figures.css';
import './theme/gaps.css';
import './theme/log.css';
import './report/report.css';
import './theme/guide.css';

const monotonic = (): number => performance.now();
const refreshEveryMs = 2_000;

function start(): Services {
  const keys = createKeyRing();
  const log = createEventLog();
  const http = createHttp(keys);
  const stream = createStream(openChannel());
  const ladder = createLadder(monotonic, () => Date.now());
  const clock = createMarketClock(monotonic);
  const hello = signal<Hello | null>(null);
  const source = createHttpSource(http, stream, hello);
  const tables = createTables(http, source);
  stream.on(event => {
    if (event.kind === 'hello') {
      hello.value = event.data as Hello;
    }

    ladder.hear(event);
    log.hear(event);
  }, true);
  stream.on(event => {
    clock.hear(event);
    tables.hear(event);
  });
  stream.link.subscribe(link => ladder.link(link));
  stream.want({ kinds: ['signal', 'order', 'feed', 'gap', 'status', 'action'], symbols: null, hz: 4 });
  const isAwake = (): boolean => !document.hidden && ladder.state.peek().level !== 'offline' && !stream.isHeld.peek();
  setInterval(() => {
    ladder.tick();
    if (!stream.isHeld.peek()) {
      clock.tick();
    }
  }, 500);
  setInterval(() => {
    if (isAwake()) {
      tables.refresh();
    }
  }, refreshEveryMs);
  return { http, source, keys, stream, freshness: ladder.state, hello, clock, tables, log, isAwake };
}

keepSettings(document.documentElement);
followAddress();
const root = document.getElementById('app');
if (root !== null) {
  const services = start();
  listenToKeys(services);
  render(<App services={services} />, root);
}
