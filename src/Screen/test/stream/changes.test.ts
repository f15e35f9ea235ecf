import { describe, expect, it } from 'vitest';
import { createWholes } from '../../src/stream/changes';
import { queryOf, unionOf, type Want } from '../../src/stream/protocol';

describe('what has changed', () => {
  it('is made whole again, each symbol with a number of its own', () => {
    const wholes = createWholes();
    wholes.of({ id: 5, kind: 'sym', data: [{ symbol: 'BTC', price: 1, score: 4 }, { symbol: 'ETH', price: 2, score: null }] });

    const next = wholes.of({ id: 9, kind: 'sym', data: [{ symbol: 'ETH', score: 7 }, { symbol: 'BTC', price: null }] });

    expect(next).toEqual([
      { id: 8, kind: 'sym', data: { symbol: 'ETH', price: 2, score: 7 } },
      { id: 9, kind: 'sym', data: { symbol: 'BTC', price: null, score: 4 } },
    ]);
  });

  it.each(['resync', 'connection'])('knows nothing of what was before a %s', kind => {
    const wholes = createWholes();
    wholes.of({ id: 5, kind: 'sym', data: [{ symbol: 'BTC', price: 1 }] });

    if (kind === 'resync') {
      expect(wholes.of({ id: 6, kind, data: { asOf: 6 } })).toHaveLength(1);
    } else {
      wholes.forget();
    }

    expect(wholes.of({ id: 7, kind: 'sym', data: [{ symbol: 'BTC', score: 4 }] })[0]?.data).toEqual({ symbol: 'BTC', score: 4 });
  });

  it('leaves other events as they are', () => {
    const event = { id: 5, kind: 'gap', data: { market: 'OKX:a' } };

    expect(createWholes().of(event)).toEqual([event]);
  });
});

describe('what is asked for', () => {
  const all: Want = { kinds: ['sym'], symbols: null, hz: 4 };
  const chart = (symbol: string): Want => ({ kinds: ['bar'], symbols: [symbol], hz: 4 });

  it('is bars of the charts alone, though symbols are wanted of all', () => {
    const query = new URLSearchParams(queryOf(unionOf([unionOf([all, chart('BTC')])!, chart('ETH')])!, 0));

    expect([query.get('symbols'), query.get('bars'), query.get('changes')]).toEqual([null, 'BTC,ETH', 'true']);
  });

  it('is no name that cannot be one', () => {
    expect(new URLSearchParams(queryOf(unionOf([all, chart('a b'), chart('BTC')])!, 0)).get('bars')).toBe('BTC');
  });
});
