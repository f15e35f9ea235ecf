import { describe, expect, it } from 'vitest';
import { stackAt, venueVolumes } from '../../src/chart/extra/venueVolume';
import type { MarketView } from '../../src/source/moreViews';
import type { BarView } from '../../src/source/views';

const bar = (market: string, openUnixMs: number, buyNotional: number | null, sellNotional = 0): BarView => ({ market, openUnixMs, buyNotional, sellNotional } as BarView);
const market = (name: string, kind: 'SPOT' | 'PERP'): MarketView => ({ market: name, kind } as MarketView);

describe('volume by venue', () => {
  it('names the five largest and makes one of the others', () => {
    const bars = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((venue, at) => bar(`${venue}:btcusdt`, 0, 10 * (at + 1), 1));
    const volumes = venueVolumes(bars, [], 'both', 'others');
    expect(volumes.map(one => [one.name, one.of.get(0)])).toEqual([['G', 71], ['F', 61], ['E', 51], ['D', 41], ['C', 31], ['others', 32]]);
    expect(stackAt(volumes, 0)).toEqual([71, 132, 183, 224, 255, 287]);
  });

  it('adds up the markets of a venue, of one kind where that is asked for', () => {
    const bars = [bar('A:btcusdt', 0, 10), bar('A:btcusdc', 0, 5), bar('A:btcusd_perp', 0, 7)];
    const markets = [market('A:btcusdt', 'SPOT'), market('A:btcusdc', 'SPOT'), market('A:btcusd_perp', 'PERP')];
    expect(['both', 'spot', 'perp'].map(kind => venueVolumes(bars, markets, kind as 'both', '')[0]?.of.get(0))).toEqual([22, 15, 7]);
  });

  it('draws nothing where nothing is known', () => {
    const volumes = venueVolumes([bar('A:btcusdt', 0, null), bar('A:btcusdt', 1, 3), bar('B:btcusdt', 0, Number.NaN), bar('B:btcusdt', 1, 0)], [], 'both', '');
    expect(stackAt(volumes, 0)).toEqual([null, null]);
    expect(stackAt(volumes, 1)).toEqual([3, 3]);
  });
});
