import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { createHttp } from '../../src/source/http';
import { createHttpSource } from '../../src/source/httpSource';
import { createKeyRing } from '../../src/source/key';
import type { FromTab } from '../../src/stream/protocol';
import { createStream, type Channel } from '../../src/stream/stream';

describe('the service as a source', () => {
  const asked: string[] = [];
  const sent: FromTab[] = [];
  const http = createHttp(createKeyRing(), async input => {
    asked.push(String(input).replace('/api/v1/', ''));
    return Response.json([], { headers: { 'X-SqueezeFlow-AsOf': '7' } });
  });
  const channel: Channel = { send: (message: FromTab) => void sent.push(message), onMessage: () => {} };
  const stream = createStream(channel, act => act());
  const source = createHttpSource(http, stream, signal(null));

  it('is asked under the paths of the API, and for what is given only', async () => {
    await source.bars('A/B', { timeframe: '1m', from: 1, to: undefined });
    await source.cvd('BTC', {});
    await source.openInterest('BTC', undefined);
    await source.signals(5);
    await source.orders(6);
    await source.positions(7);
    await source.ledger('BTC', 1, 2);
    await source.explain('BTC', null);
    await source.explain('BTC', 9);
    expect(asked).toEqual([
      'symbols/A%2FB/bars?timeframe=1m&from=1', 'symbols/BTC/cvd', 'open-interest/BTC/history', 'signals?limit=5', 'orders?limit=6', 'positions?closed=true&limit=7', 'ledger?symbol=BTC&from=1&to=2', 'symbols/BTC/explain', 'symbols/BTC/explain?at=9',
    ]);
    expect((await source.signals(1)).asOf).toBe(7);
  });

  it('tells what is wanted until nobody wants it', () => {
    const heard: string[] = [];
    const end = source.subscribe({ kinds: ['bar'], symbols: ['BTC'], hz: 4 }, event => heard.push(event.kind));
    stream.on(event => heard.push(`other ${event.kind}`));
    channel.onMessage({ type: 'events', events: [{ kind: 'bar', id: 1, data: {} }] });
    end();
    channel.onMessage({ type: 'events', events: [{ kind: 'bar', id: 2, data: {} }] });
    expect(heard).toEqual(['bar', 'other bar', 'other bar']);
    expect(sent.map(message => (message.type === 'want' ? message.want.kinds : []))).toEqual([['bar'], ['status']]);
  });
});
