import { describe, expect, it } from 'vitest';
import type { Gap } from '../../src/source/views';
import { gapRows, gapsCsv, missingTrades } from '../../src/store/gapRows';

const at = Date.UTC(2026, 9, 25, 0, 30);
const gap = (some: Partial<Gap>): Gap => ({ market: 'BINANCE:btcusdt', beforeId: 7, beforeUnixMs: at, afterId: 12, afterUnixMs: at + 90_000, missing: 4, reason: 'ids', filledBy: null, ...some });

describe('gaps', () => {
  const gaps = [gap({}), gap({ market: 'OKX:ETH-USDT', afterUnixMs: at + 99_000, filledBy: 'trades' }), gap({ market: 'KRAKEN:XBT/USD', beforeId: 0, afterId: 0, missing: null, reason: 'reconnect' })];

  it('are filtered by state and by a part of the market, newest first', () => {
    const markets = (state: string, market = ''): string[] => gapRows(gaps, { state, market }).map(one => one.market);
    expect(markets('')).toEqual(['OKX:ETH-USDT', 'BINANCE:btcusdt', 'KRAKEN:XBT/USD']);
    expect(markets('open')).toEqual(['BINANCE:btcusdt', 'KRAKEN:XBT/USD']);
    expect(markets('filled')).toEqual(['OKX:ETH-USDT']);
    expect(markets('', ' BTC')).toEqual(['BINANCE:btcusdt']);
  });

  it('of which nobody knows the number are not counted as none', () => expect(missingTrades(gaps)).toEqual({ trades: 4, unknown: 1 }));

  it('are saved with the offset of the zone, and with nothing where nothing is known', () => {
    const lines = gapsCsv(gaps, 'Europe/Berlin').split('\r\n');
    expect(lines[1]).toBe('BINANCE:btcusdt,2026-10-25T02:30:00+02:00,2026-10-25T02:31:30+02:00,1.5,4,ids,open,,7,12');
    expect(lines[3]).toBe('KRAKEN:XBT/USD,2026-10-25T02:30:00+02:00,2026-10-25T02:31:30+02:00,1.5,,reconnect,open,,,');
  });
});
