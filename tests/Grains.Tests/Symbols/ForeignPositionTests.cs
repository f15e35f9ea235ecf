using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Tests.Execution;
using SqueezeFlow.Grains.Tests.Routing;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>What a symbol makes of positions that are not ours, and of its own trades that are missing.</summary>
public sealed class ForeignPositionTests(SymbolCluster cluster) : IClassFixture<SymbolCluster>
{
    [Fact]
    public async Task A_position_of_somebody_else_is_not_exited_and_explain_says_so()
    {
        var symbol = new TradedSymbol(cluster, "ALIEN");
        cluster.Gateway.OnAccount = static _ => Task.FromResult(ScriptedGateway.Money);
        await symbol.BeginWithBarsAsync();
        var position = cluster.Gateway.Hold("by hand", "ALIEN");
        cluster.Clock.Advance(TimeSpan.FromSeconds(2));
        await symbol.TradeAsync(price: 80);

        var explained = await symbol.SettleAsync();

        Assert.Equal($"a position of ALIEN is open that is not ours: trade {position.TradeId}, tag 'by hand'", explained[^1]!.FirstFailure);
        Assert.DoesNotContain(cluster.Screen.Given, signal => signal.BaseSymbol == "ALIEN");
        Assert.DoesNotContain(cluster.Gateway.Exits, exit => exit.Tag == "by hand");
    }

    [Fact]
    public async Task A_symbol_tells_which_of_its_trades_are_missing()
    {
        var market = RoutedMarkets.Of("holeusdt", "HOLE");
        var grain = cluster.Symbol("HOLE");
        await grain.TrackAsync([market]);
        var now = cluster.Clock.NowUnixMs;
        Trade[] trades = [new(1, now + 100, 100, 1, 100, 1, AggressorSide.Buy), new(9, now + 900, 100, 1, 100, 1, AggressorSide.Buy)];
        await grain.IngestAsync(new(new([new(market.Market, "BINANCE/0", 1, trades, trades.Length)], "test", 1, now)));

        var (before, within) = (await grain.GetDoubtAsync(now - 1_000, now), await grain.GetDoubtAsync(now, now + 1_000));

        Assert.Equal((1, 0, 0d), (before.Markets, before.Doubtful.Count, before.Share));
        Assert.Equal((1, market.Market.ToString(), 1d), (within.Markets, Assert.Single(within.Doubtful), within.Share));
    }
}
