using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Tests.Routing;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>A symbol of one market that a test trades, now.</summary>
internal sealed class TradedSymbol(SymbolCluster cluster, string coin, Timeframe? timeframe = null)
{
    private readonly Timeframe _timeframe = timeframe ?? Timeframe.S10;
    private readonly TrackedMarket _market = RoutedMarkets.Of($"{coin.ToLowerInvariant()}usdt", coin);
    private readonly SortedSet<long> _closes = [];
    private long _sequence;
    private long _trades;

    public ISymbolGrain Grain { get; } = cluster.Symbol(coin);

    /// <summary>Closes of all bars that had a trade, milliseconds since 1970 UTC.</summary>
    public IReadOnlyCollection<long> Closes => _closes;

    public ValueTask BeginAsync() => Grain.TrackAsync([_market]);

    /// <summary>Begins, and trades until six bars have been evaluated.</summary>
    public async Task BeginWithBarsAsync()
    {
        await BeginAsync();
        while (_closes.Count < 6)
        {
            await TradeAsync();
            cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        await SettleAsync();
    }

    /// <summary>Sends ten trades, the first as old as told and the others of this moment; answers how old those were when the symbol showed them.</summary>
    public async Task<TimeSpan> TradeAsync(double price = 100, long oldestMs = 0, string source = "test")
    {
        var sent = cluster.Clock.NowUnixMs;
        var trades = Enumerable.Range(1, 10).Select(i => new Trade(_trades + i, sent - (i == 1 ? oldestMs : 0), price, 1, price, 1, AggressorSide.Buy)).ToArray();
        _trades += trades.Length;
        _closes.Add(_timeframe.Close(_timeframe.Floor(sent)));
        await Grain.IngestAsync(new(new([new(_market.Market, "BINANCE/0", 1, trades, trades.Length)], source, ++_sequence, sent)));
        Assert.Equal(_trades, (await Grain.GetMarketsAsync()).Single().Trades);
        return TimeSpan.FromMilliseconds(cluster.Clock.NowUnixMs - sent);
    }

    /// <summary>Time passes until something is true.</summary>
    public async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        for (var i = 0; i < 1_000; i++)
        {
            if (await isTrue())
            {
                return;
            }

            cluster.Clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"{coin}: not true after 200 s of the clock; the latest explanation is {(await Grain.ExplainAsync(null))?.FirstFailure}");
    }

    /// <summary>Waits until every bar that had a trade is closed and evaluated; answers why each ended as it did.</summary>
    public async Task<IReadOnlyList<Explanation?>> SettleAsync()
    {
        var last = DateTimeOffset.FromUnixTimeMilliseconds(_closes.Max);
        await UntilAsync(async () => await Grain.GetViewAsync() is { WaitingBar: null } view && view.EvaluatedAt >= last);
        var explained = new List<Explanation?>();
        foreach (var close in Closes)
        {
            explained.Add(await Grain.ExplainAsync(close));
        }

        return explained;
    }
}
