using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx;
using SqueezeFlow.Storage.Influx.Bars;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Tests.Contract;
using SqueezeFlow.Storage.Tests.Sqlite;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Influx.Ports;

/// <summary>Bars over policies, continuous queries and resampler as the service has them, read at any moment.</summary>
public sealed class ResampledReadingTests
{
    private static readonly Timeframe[] Timeframes = [.. new[] { "10s", "1m", "7m", "5m", "15m", "30m", "1h", "4h", "1d" }.Select(Timeframe.Parse)];

    [Theory]
    [InlineData(InfluxLayout.Standard, 21)]
    [InlineData(InfluxLayout.Standard, 22)]
    [InlineData(InfluxLayout.Collector, 23)]
    public async Task A_bar_is_never_less_than_what_was_written_wherever_the_resampler_is(InfluxLayout layout, int seed)
    {
        await using var bench = await ServerBench.StartAsync(options => options.Layout = layout);
        await bench.Storage.OpenAsync(Token);
        var kept = new KeptTimes(bench.Query, bench.Options, TimeProvider.System);
        IBarStore store = new InfluxBarStore(
            new TargetSpool(bench.Target),
            new(bench.Query, bench.Frames, kept, bench.Resampler, TimeProvider.System),
            new(bench.Frames, kept, new(NullLogger<KeptTags>.Instance)),
            bench.Options);
        using var embedded = new StoreFixture();
        var end = Timeframe.M1.Floor(bench.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var tale = new MarketTale(seed, end - (MarketTale.Length * 1_000L));
        var random = new Random(seed);
        foreach (var write in tale.Writes)
        {
            await embedded.Bars.WriteAsync(write, Token);
            await store.WriteAsync(write, Token);
            if (random.Next(3) == 0)
            {
                await bench.Resampler.RunOnceAsync(Token);
            }

            var timeframe = Timeframes[random.Next(Timeframes.Length)];
            var from = end - random.Next(MarketTale.Length * 1_300);
            var found = await store.ReadFoldedAsync(tale.Markets, timeframe, from, end, Token);
            Assert.Equal(await ((IBarStore)embedded.Bars).ReadFoldedAsync(tale.Markets, timeframe, from, end, Token), found);
        }

        await bench.Resampler.RunOnceAsync(Token);
        foreach (var timeframe in Timeframes)
        {
            var found = await store.ReadFoldedAsync(tale.Markets, timeframe, end - 40_000_000, end + 60_000, Token);
            Assert.Equal(await ((IBarStore)embedded.Bars).ReadFoldedAsync(tale.Markets, timeframe, end - 40_000_000, end + 60_000, Token), found);
        }

        Assert.NotEqual(long.MinValue, bench.Resampler.SettledToUnixMs(Timeframe.M5));
    }

    /// <summary>Sends every batch at once, as the spool does.</summary>
    internal sealed class TargetSpool(InfluxTarget target) : ISpool
    {
        public SpoolStatus Status => throw new NotSupportedException("nobody asks in these tests");

        public long Written => 0;

        public long Stored => 0;

        public async ValueTask AppendAsync(IReadOnlyList<SpoolBatch> batches, CancellationToken cancellationToken)
        {
            foreach (var batch in batches)
            {
                Assert.Equal(new(SendVerdict.Taken), await target.SendAsync(batch, cancellationToken));
                await target.AcceptedAsync(batch.Policy, batch.FirstUnixMs, batch.LastUnixMs, cancellationToken);
            }
        }

        public Task DrainedAsync(long mark, TimeSpan timeout, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
