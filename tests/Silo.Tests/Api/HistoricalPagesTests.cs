using Microsoft.AspNetCore.Http;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Silo.Api.Charts;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class HistoricalPagesTests
{
    private const long Start = 1_735_689_600_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_million_rows_are_written_with_one_page_of_them_in_memory()
    {
        var store = new EndlessStore();
        var (body, markets) = (new CountingStream(), Markets(10));
        var pages = new HistoricalPages(store, markets, new(Timeframe.S10, Start, Start + (100_000 * 10_000L)));

        await (await HistoricalResult.BeginAsync(Names(markets), pages, Token)).ExecuteAsync(Context(body));

        Assert.Equal(1_000_000, body.Rows);
        Assert.All(store.Asked, range => Assert.InRange((range.To - range.From) / 10_000 * markets.Length, 1, HistoricalPages.MostRows));
        Assert.Equal(store.Asked.SkipLast(1).Select(range => range.To), store.Asked.Skip(1).Select(range => range.From));
        Assert.Equal((Start, Start + (100_000 * 10_000L)), (store.Asked[0].From, store.Asked[^1].To));
        Assert.InRange(store.MostPagesInUse, 0, 3);
    }

    [Fact]
    public async Task A_page_is_on_the_wire_before_the_next_is_read()
    {
        var (body, markets) = (new CountingStream(), Markets(10));
        List<long> sent = [];
        var store = new EndlessStore { OnAsked = () => sent.Add(body.Ends) };
        var pages = new HistoricalPages(store, markets, new(Timeframe.S10, Start, Start + (30_000 * 10_000L)));

        await (await HistoricalResult.BeginAsync(Names(markets), pages, Token)).ExecuteAsync(Context(body));

        const long RowsOfPage = HistoricalPages.MostRows / 10 * 10;
        Assert.Equal([0, RowsOfPage, 2 * RowsOfPage, 3 * RowsOfPage, 4 * RowsOfPage], sent);
        Assert.InRange(body.MostAtOnce, 1, 256 * 1024);
    }

    [Theory]
    [InlineData(1, 65_536, 1)]
    [InlineData(1, 65_537, 2)]
    [InlineData(800, 1_000, 13)]
    [InlineData(100_000, 10, 10)]
    [InlineData(0, 10, 0)]
    public async Task A_page_holds_no_more_rows_than_it_may_and_one_bucket_at_least(int markets, int buckets, int pages)
    {
        var store = new EndlessStore { IsEmpty = true };

        await HistoricalResult.BeginAsync(Names(Markets(markets)), new(store, Markets(markets), new(Timeframe.M1, Start, Start + (buckets * 60_000L))), Token);

        Assert.Equal(pages, store.Asked.Count);
    }

    [Fact]
    public async Task The_column_that_tells_what_is_missing_is_always_there_when_the_rest_is_still_to_be_read()
    {
        var (body, markets) = (new MemoryStream(), Markets(1));
        var pages = new HistoricalPages(new EndlessStore(), markets, new(Timeframe.S10, Start, Start + (70_000 * 10_000L)));

        await (await HistoricalResult.BeginAsync(Names(markets), pages, Token)).ExecuteAsync(Context(body));

        using var answer = System.Text.Json.JsonDocument.Parse(body.ToArray());
        Assert.Equal(12, answer.RootElement.GetProperty("columns").GetProperty("partial").GetInt32());
        Assert.Equal(70_000, answer.RootElement.GetProperty("results").GetArrayLength());
        Assert.All(answer.RootElement.GetProperty("results").EnumerateArray(), row => Assert.False(row[12].GetBoolean()));
    }

    [Fact]
    public async Task Pages_without_a_row_come_before_the_head()
    {
        var (body, markets) = (new MemoryStream(), Markets(1));
        var store = new EndlessStore { Begins = Start + (140_000 * 10_000L) };
        var pages = new HistoricalPages(store, markets, new(Timeframe.S10, Start, Start + (150_000 * 10_000L)));

        await (await HistoricalResult.BeginAsync(Names(markets), pages, Token)).ExecuteAsync(Context(body));

        using var answer = System.Text.Json.JsonDocument.Parse(body.ToArray());
        Assert.Equal(12, answer.RootElement.GetProperty("columns").EnumerateObject().Count());
        Assert.Equal(10_000, answer.RootElement.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task A_store_that_fails_in_the_midst_of_an_answer_leaves_it_unfinished()
    {
        var (body, markets) = (new MemoryStream(), Markets(1));
        var pages = new HistoricalPages(new EndlessStore { FailsAt = 2 }, markets, new(Timeframe.S10, Start, Start + (140_000 * 10_000L)));
        var result = await HistoricalResult.BeginAsync(Names(markets), pages, Token);

        await Assert.ThrowsAsync<IOException>(() => result.ExecuteAsync(Context(body)));

        Assert.ThrowsAny<System.Text.Json.JsonException>(() => System.Text.Json.JsonDocument.Parse(body.ToArray()));
    }

    private static string[] Names(MarketId[] markets) => [.. markets.Select(market => market.ToString())];

    private static MarketId[] Markets(int count) => [.. Enumerable.Range(0, count).Select(i => new MarketId("BINANCE", $"m{i}"))];

    private static DefaultHttpContext Context(Stream body) => new() { Response = { Body = body } };

    /// <summary>Counts the rows that are written and keeps nothing.</summary>
    private sealed class CountingStream : MemoryStream
    {
        private long _ends;

        // The list of rows has an end too.
        public long Rows => _ends - 1;

        public long Ends => _ends;

        /// <summary>Most bytes of one call.</summary>
        public int MostAtOnce { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _ends += buffer.Span.Count((byte)']');
            MostAtOnce = Math.Max(MostAtOnce, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Has a bar of every bucket of every market, made when it is asked for.</summary>
    private sealed class EndlessStore : IBarStore
    {
        private readonly List<WeakReference> _pages = [];

        public List<(long From, long To)> Asked { get; } = [];

        /// <summary>Most earlier pages that somebody still held when another was asked for.</summary>
        public int MostPagesInUse { get; private set; }

        public long Begins { get; init; }

        public bool IsEmpty { get; init; }

        public int FailsAt { get; init; }

        public Action? OnAsked { get; init; }

        public Task<IReadOnlyList<IReadOnlyList<Bar>>> ReadFoldedAsync(
            IReadOnlyList<MarketId> markets, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
        {
            OnAsked?.Invoke();
            GC.Collect();
            MostPagesInUse = Math.Max(MostPagesInUse, _pages.Count(page => page.IsAlive));
            Asked.Add((fromUnixMs, toUnixMs));
            if (Asked.Count == FailsAt)
            {
                return Task.FromException<IReadOnlyList<IReadOnlyList<Bar>>>(new IOException("the store is away"));
            }

            List<Bar>[] bars = [.. markets.Select(_ => Bars(timeframe, fromUnixMs, toUnixMs))];
            _pages.Add(new(bars));
            return Task.FromResult<IReadOnlyList<IReadOnlyList<Bar>>>(bars);
        }

        public Task<IReadOnlyList<Bar>> ReadFoldedAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task WriteAsync(StoreWrite write, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<BarRow> ReadAllAsync(Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        private List<Bar> Bars(Timeframe timeframe, long from, long to)
        {
            List<Bar> bars = [];
            for (var open = timeframe.Ceiling(Math.Max(from, Begins)); open < to && !IsEmpty; open += timeframe.Milliseconds)
            {
                bars.Add(new(open, 1, 2, 1, 2, 10, 5, 2, 1, 0, 0));
            }

            return bars;
        }
    }
}
