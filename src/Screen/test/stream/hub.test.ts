import { beforeEach, describe, expect, it } from 'vitest';
import { createHub, type Hub, type Tab } from '../../src/stream/hub';
import type { ToTab, Want } from '../../src/stream/protocol';

function tab(): Tab & { told: ToTab[] } {
  const told: ToTab[] = [];
  return { told, send: message => void told.push(message) };
}

const kindsOf = (one: { told: ToTab[] }): string[] => one.told.flatMap(message => (message.type === 'events' ? message.events.map(event => event.kind) : []));

describe('the hub', () => {
  let wanted: (Want | null)[];
  let time: number;
  let hub: Hub;

  beforeEach(() => {
    wanted = [];
    time = 0;
    hub = createHub(() => ({ want: want => void wanted.push(want), retry: () => {}, link: { isOpen: false, retryAt: null } }), () => time);
  });

  it('wants what all tabs want together', () => {
    const [one, other] = [tab(), tab()];
    hub.take(one, { type: 'want', want: { kinds: ['sym'], symbols: ['BTC'], hz: 1 } });
    hub.take(other, { type: 'want', want: { kinds: ['bar', 'sym'], symbols: ['ETH'], hz: 4 } });
    expect(wanted.at(-1)).toEqual({ kinds: ['bar', 'sym'], symbols: ['BTC', 'ETH'], bars: ['ETH'], hz: 4 });

    hub.take(one, { type: 'want', want: { kinds: ['sym'], symbols: null, hz: 1 } });
    expect(wanted.at(-1)?.symbols).toBeNull();
  });

  it('hangs up with the last tab', () => {
    const [one, other] = [tab(), tab()];
    hub.take(one, { type: 'want', want: { kinds: ['sym'], symbols: null, hz: 1 } });
    hub.take(other, { type: 'want', want: { kinds: ['sym'], symbols: null, hz: 1 } });
    hub.take(one, { type: 'bye' });
    expect(wanted.at(-1)).not.toBeNull();

    hub.take(other, { type: 'bye' });

    expect(wanted.at(-1)).toBeNull();
    expect(hub.tabs).toBe(0);
  });

  it('tells each tab the kinds that it wants, and what concerns all', () => {
    const [one, other] = [tab(), tab()];
    hub.take(one, { type: 'want', want: { kinds: ['sym'], symbols: null, hz: 1 } });
    hub.take(other, { type: 'want', want: { kinds: ['gap'], symbols: null, hz: 1 } });
    hub.hear(['sym', 'sym', 'gap', 'resync'].map(kind => ({ id: 1, kind, data: {} })));
    hub.hear([{ id: 2, kind: 'sym', data: {} }]);

    expect([kindsOf(one), kindsOf(other)]).toEqual([['sym', 'sym', 'resync', 'sym'], ['gap', 'resync']]);
    expect([one.told.length, other.told.length]).toEqual([2, 1]);
  });

  it('tells a tab that comes later whom it reads from', () => {
    const late = tab();
    hub.hear([{ id: 0, kind: 'hello', data: { epoch: 3 } }]);
    hub.tell({ isOpen: true, retryAt: null });

    hub.join(late);

    expect(late.told).toEqual([{ type: 'link', link: { isOpen: true, retryAt: null } }, { type: 'events', events: [{ id: 0, kind: 'hello', data: { epoch: 3 } }] }]);
  });

  it('forgets a tab that has gone without a word, not one that is hidden', () => {
    const [gone, hidden] = [tab(), tab()];
    hub.join(gone);
    hub.join(hidden);
    time = 100_000;
    hub.take(hidden, { type: 'alive' });
    time = 160_000;

    hub.prune();

    expect(hub.tabs).toBe(1);
  });
});
