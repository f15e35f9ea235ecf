import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { unreadNote, unreadOf, unreadTo } from '../../src/chart/unread';
import type { FeedView, LedgerView } from '../../src/source/views';
import { gap, ledger, minute, run } from '../support/flow';

const market = 'BINANCE:btcusdt';
const since = 10 * minute + 400;
const feed = (state: FeedView['state'], unread: Readonly<Record<string, number>> = {}, id = 'BINANCE/0'): FeedView => ({ id, state, unread }) as FeedView;
const lost = (state: FeedView['state'] = 'waiting', id = 'BINANCE/0'): FeedView => feed(state, { [market]: since }, id);
// What is stored of the second of the latest trade reaches to its end.
const before = run(0, 10 * minute + 1_000);

function bench(feeds: readonly FeedView[] | undefined, ledgers: readonly LedgerView[] = [ledger([before])]) {
  const [told, connections] = [signal(ledgers), signal(feeds)];
  let now = 1_000_000;
  return { told, connections, unread: unreadOf(told, connections, () => now), pass: (ms: number) => (now += ms) };
}

describe('what is not read', () => {
  it('is a market whose connection is lost, from its latest trade on', () =>
    expect([...bench([lost()]).unread.value]).toEqual([[market, since]]));

  it.each(['connecting', 'waiting', 'failed', 'connected'] as const)('stays so while the connection is %s and no trade has come', state =>
    expect(bench([lost(state)]).unread.value.has(market)).toBe(true));

  it('is nothing of a venue that was closed, of one that has nothing of the coin, and where nothing is lost', () => {
    expect(bench([lost('stopped')]).unread.value.size).toBe(0);
    expect(bench([feed('waiting', { 'BINANCE:ethusdt': since })]).unread.value.size).toBe(0);
    expect(bench([feed('waiting')]).unread.value.size).toBe(0);
    expect(bench(undefined).unread.value.size).toBe(0);
  });

  it('is nothing while another connection reads the same markets, and all of it once both are lost, since the later loss', () => {
    const copy = feed('connected', {}, 'BINANCE/0+1');
    expect(bench([lost(), copy]).unread.value.size).toBe(0);
    expect(bench([lost(), feed('connecting', {}, 'BINANCE/0+1')]).unread.value.size).toBe(1);
    expect([...bench([lost(), feed('waiting', { [market]: since + 5 }, 'BINANCE/0+1')]).unread.value]).toEqual([[market, since + 5]]);
    expect(bench([lost(), feed('connected', {}, 'BINANCE/1')]).unread.value.size).toBe(1);
  });

  it('is over when the gap is told, be it open or filled, and not by one that ended before', () => {
    const { told, unread } = bench([lost()]);
    told.value = [ledger([before], [gap(5 * minute, since)])];
    expect(unread.value.size).toBe(1);
    told.value = [ledger([before], [gap(since, since + minute)])];
    expect(unread.value.size).toBe(0);
    told.value = [ledger([before], [gap(since, since + minute, { filledBy: 'REST' })])];
    expect(unread.value.size).toBe(0);
  });

  it('is over when it is proven that nothing is missing, and not while the hole behind it is not told yet', () => {
    const { told, unread } = bench([lost('connected')]);
    told.value = [ledger([before, run(10 * minute + 1_000, 20 * minute, 'Partial'), run(20 * minute, 20 * minute + 1_500)])];
    expect(unread.value.size).toBe(1);
    told.value = [ledger([run(0, 20 * minute)])];
    expect(unread.value.size).toBe(0);
  });

  it('does not last for what is partial for another reason', () =>
    expect(bench([lost()], [ledger([run(0, 10 * minute + 1_000, 'Partial'), run(10 * minute + 1_000, 11 * minute)])]).unread.value.size).toBe(0));

  it('stays when the next trade has come until it is told what is missing, and not for ever', () => {
    const { told, connections, unread, pass } = bench([lost('connected')]);
    expect(unread.value.size).toBe(1);
    connections.value = [feed('connected')];
    expect([...unread.value]).toEqual([[market, since]]);
    pass(16_000);
    told.value = [...told.value];
    expect(unread.value.size).toBe(0);
  });

  it('stays the same while nothing of it changes', () => {
    const { connections, unread } = bench([lost()]);
    const first = unread.value;
    connections.value = [lost('connecting'), feed('connected', {}, 'OKX/0')];
    expect(unread.value).toBe(first);
  });

  it('reaches as far as the market has come since it was lost, though the clock of the service waits for it', () => {
    const { told, connections, unread } = bench([]);
    const second = signal<number | null>(since);
    let now = 0;
    const to = unreadTo(unread, { now: () => since + 100, second, hear: () => {}, tick: () => {} }, () => 4, () => now);
    expect(to.value).toBe(0);
    connections.value = [lost()];
    expect(to.value).toBe(since + 100);
    [now, second.value] = [3_000, since + 1];
    expect(to.value).toBe(since + 12_100);
    told.value = [ledger([before], [gap(since, since + minute)])];
    expect(to.value).toBe(0);
  });

  it('is told by venue, with the time', () => {
    expect(unreadNote(new Map([[market, 61_000], ['BINANCE:btcusdc', 60_000], ['OKX:BTC-USDT', 3_661_000]]), 'UTC')).toBe('not read: BINANCE since 00:01:00, OKX since 01:01:01');
    expect(unreadNote(new Map(), 'UTC')).toBeUndefined();
  });
});
