import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute } from '../src/route/route';

describe('routes', () => {
  it('are links and back', () => {
    const route = { page: 'flow', path: ['币安人生'], query: { tf: '5s', at: '1735690800000' } };
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('begin with the flow', () => expect(parseRoute('')).toEqual({ page: 'flow', path: [], query: {} }));

  it('take an address that cannot be read as it stands', () => expect(parseRoute('#/flow/%E0%A4?tf=5s').path).toEqual(['%E0%A4']));
});
