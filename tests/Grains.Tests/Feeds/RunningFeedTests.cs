using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Feeds.Connections;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>A feed of a silo as several threads see it.</summary>
public sealed class RunningFeedTests
{
    private const int Rounds = 50_000;

    [Fact]
    public async Task It_is_sampled_and_shown_by_different_threads()
    {
        ExchangeCatalog.TryGet("BINANCE", out var adapter);
        var assignment = new FeedAssignment("BINANCE", "main", new("ws://127.0.0.1:1/"), []);
        await using var connection = new FeedConnection(
            new("BINANCE/0", "BINANCE", "main", assignment.Address, []), adapter!, new NoListener(), new(new(), TimeProvider.System, NullLogger.Instance));
        var sink = new FeedSink("BINANCE/0", 1, assignment, adapter!, null!, static (_, _) => { });
        var feed = new RunningFeed("BINANCE/0", 1, assignment, connection, sink, "silo", MarketMode.Live, TimeProvider.System);
        var rates = new List<double>(Rounds);

        await Task.WhenAll(
            Task.Run(() => Repeat(feed.Sample), TestContext.Current.CancellationToken),
            Task.Run(() => Repeat(feed.Sample), TestContext.Current.CancellationToken),
            Task.Run(() => Repeat(() => rates.Add(feed.ToView().TradesPerSecond)), TestContext.Current.CancellationToken));

        Assert.All(rates, rate => Assert.Equal(0, rate));
    }

    private static void Repeat(Action step)
    {
        for (var i = 0; i < Rounds; i++)
        {
            step();
        }
    }

    private sealed class NoListener : IFeedListener, ITradeSink
    {
        public ITradeSink OpenSink() => this;

        public void Add(MarketSlot slot, in Trade trade)
        {
        }

        public void OnStateChanged(FeedState state, string? reason)
        {
        }
    }
}
