using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Storage;

/// <summary>Rows on their way to a store that does not always work.</summary>
public sealed class BarWriterTests
{
    private const int Capacity = 10_000;

    private static readonly MarketId Market = new("BINANCE", "btcusdt");

    private readonly FailingStore _store = new();
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Rows_wait_while_the_store_fails_and_are_written_once_when_it_works()
    {
        using var writer = Create();
        _store.Fails = true;
        writer.Add(Seconds(0, 5), [], []);
        await Assert.ThrowsAsync<IOException>(() => writer.FlushAsync(TestContext.Current.CancellationToken));
        writer.Add(Seconds(5, 5), [], []);

        var failing = await LevelAsync(writer);
        _store.Fails = false;
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        await writer.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal("unhealthy", failing);
        Assert.Equal("healthy", await LevelAsync(writer));
        Assert.Equal(Seconds(0, 10), _store.Bars.OrderBy(r => r.Bar.OpenUnixMs));
    }

    [Fact]
    public async Task Those_who_want_their_rows_stored_at_the_same_time_share_a_transaction()
    {
        using var writer = Create();
        Task<bool>[] asking = [.. Enumerable.Range(0, 20).Select(second =>
        {
            writer.Add(Seconds(second, 1), [], []);
            return writer.StoredAsync(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        })];
        var early = _store.Writes;

        while (!Array.TrueForAll(asking, one => one.IsCompleted))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.All(await Task.WhenAll(asking), Assert.True);
        Assert.Equal((0, 1), (early, _store.Writes));
        Assert.Equal(Seconds(0, 20), _store.Bars.OrderBy(r => r.Bar.OpenUnixMs));
    }

    [Fact]
    public async Task Whoever_wants_rows_stored_is_told_that_the_store_fails_and_they_are_kept()
    {
        using var writer = Create();
        _store.Fails = true;
        writer.Add(Seconds(0, 5), [], []);

        var asking = writer.StoredAsync(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        while (!asking.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await Assert.ThrowsAsync<IOException>(() => asking);
        Assert.Equal(5, writer.Pending);
    }

    [Fact]
    public async Task What_is_done_when_all_is_stored_waits_for_rows_and_for_what_was_written_beside_them()
    {
        var progress = new Progress { Written = 5, Stored = 3 };
        using var writer = new BarWriter(_store, Options.Create(new BarWriterOptions()), _clock, NullLogger<BarWriter>.Instance, progress);
        var done = new List<string>();
        writer.WhenStored(() => done.Add("beside"));
        Look();
        Assert.Empty(done);
        progress.Stored = 5;
        Look();
        Assert.Equal(["beside"], done);

        writer.Add(Seconds(0, 5), [], []);
        writer.WhenStored(() => done.Add("rows"));
        Look();
        Assert.Equal(["beside"], done);
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        Look();

        Assert.Equal(["beside", "rows"], done);

        void Look() => writer.WhenStored(static () => { });
    }

    [Fact]
    public async Task A_stop_writes_what_was_taken_whatever_time_the_others_used()
    {
        using var writer = Create();
        writer.Add(Seconds(0, 5), [], []);

        await writer.StopAsync(new CancellationToken(canceled: true));

        Assert.Equal(Seconds(0, 5), _store.Bars.OrderBy(r => r.Bar.OpenUnixMs));
        Assert.Equal(0, writer.Pending);
    }

    [Fact]
    public async Task A_newer_version_of_a_waiting_bar_wins_over_the_one_that_failed()
    {
        using var writer = Create();
        _store.Fails = true;
        writer.Add([Row(0, 1)], [], []);
        await Assert.ThrowsAsync<IOException>(() => writer.FlushAsync(TestContext.Current.CancellationToken));
        writer.Add([Row(0, 2)], [], []);
        _store.Fails = false;

        await writer.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal([Row(0, 2)], _store.Bars);
    }

    [Fact]
    public async Task Over_its_capacity_the_oldest_seconds_are_shed_and_counted()
    {
        using var writer = Create();
        writer.Add([Row(0, 1) with { Timeframe = Timeframe.M1 }], [], []);
        writer.Add(Seconds(0, Capacity), [], []);

        await writer.FlushAsync(TestContext.Current.CancellationToken);

        // One row too many, and a tenth of the capacity with it.
        const int Shed = 1 + (Capacity / 10);
        var part = await writer.CheckAsync(TestContext.Current.CancellationToken);
        Assert.Equal("degraded", part.Level);
        Assert.Equal(Shed, part.Figures["droppedRows"]);
        Assert.Single(_store.Bars, r => r.Timeframe == Timeframe.M1);
        Assert.Equal(Shed * 1_000L, _store.Bars.Where(r => r.Timeframe == Timeframe.S1).Min(r => r.Bar.OpenUnixMs));
    }

    private static async Task<string> LevelAsync(BarWriter writer) =>
        (await writer.CheckAsync(TestContext.Current.CancellationToken)).Level;

    private static BarRow[] Seconds(int from, int count) => [.. Enumerable.Range(from, count).Select(second => Row(second, 1))];

    private static BarRow Row(int second, long buys) =>
        new(Market, Timeframe.S1, new(second * 1_000L, 100, 101, 99, 100, 100 * buys, 0, buys, 0, 0, 0));

    private BarWriter Create() =>
        new(_store, Options.Create(new BarWriterOptions { Capacity = Capacity }), _clock, NullLogger<BarWriter>.Instance);

    private sealed class Progress : IWriteProgress
    {
        public long Written { get; set; }

        public long Stored { get; set; }
    }
}
