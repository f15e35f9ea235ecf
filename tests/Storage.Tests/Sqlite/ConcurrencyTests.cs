using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class ConcurrencyTests : IDisposable
{
    private readonly StoreFixture _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Readers_beside_a_writer_see_whole_batches_only()
    {
        var markets = Enumerable.Range(0, 40).Select(i => new MarketId("X", $"m{i}")).ToArray();
        await WriteRoundAsync(0);
        using var done = new CancellationTokenSource();

        var readers = Enumerable.Range(0, 6).Select(_ => ReadUntilAsync(done.Token)).ToArray();
        for (var round = 1; round <= 150; round++)
        {
            await WriteRoundAsync(round);
        }

        await done.CancelAsync();
        var counts = await Task.WhenAll(readers);

        Assert.All(counts, count => Assert.True(count > 0));
        Assert.Equal(151, _store.Maintenance.Statistics.RowsWritten / 40);

        Task WriteRoundAsync(int round) => _store.Bars.WriteAsync(Write([.. markets.Select(market => Row(market, Start, round))]), Token);
    }

    [Fact]
    public async Task Concurrent_writers_wait_for_each_other_and_all_are_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => i % 2 == 0
            ? _store.Bars.WriteAsync(Write(Row(new("X", $"m{i}"), Start)), Token)
            : _store.Values.SetAsync($"k{i}", "v", Token)));

        Assert.Equal(32, (await _store.ReadAllAsync(Timeframe.S1)).Count);
        Assert.Equal("v", await _store.Values.GetAsync("k63", Token));
    }

    [Fact]
    public async Task A_cancelled_caller_in_the_queue_writes_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.Values.SetAsync("a", "b", cancelled.Token));

        Assert.Null(await _store.Values.GetAsync("a", Token));
    }

    [Fact]
    public async Task Statistics_tell_sizes_counts_and_the_time_of_the_last_write()
    {
        await _store.Maintenance.OpenAsync(Token);
        Assert.Null(_store.Maintenance.Statistics.LastWriteAt);
        await _store.Bars.WriteAsync(Write(Row(Btc, Start)), Token);

        var statistics = _store.Maintenance.Statistics;

        Assert.Equal((1, 0, null), (statistics.RowsWritten, statistics.WritesFailed, statistics.LastError));
        Assert.True(statistics.FileBytes > 0 && statistics.WriteP99 >= statistics.WriteMedian && statistics.LastWriteAt is not null);
    }

    private async Task<int> ReadUntilAsync(CancellationToken done)
    {
        var reads = 0;
        do
        {
            var rows = await _store.ReadAllAsync(Timeframe.S1);
            Assert.Equal(40, rows.Count);
            Assert.Single(rows.Select(row => row.Bar.Open).Distinct());
            reads++;
        }
        while (!done.IsCancellationRequested);
        return reads;
    }
}
