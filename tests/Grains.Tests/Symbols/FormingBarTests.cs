using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>Signals of a bar that has not closed yet.</summary>
public sealed class FormingBarTests(FormingBarTests.FormingCluster cluster) : IClassFixture<FormingBarTests.FormingCluster>
{
    [Fact]
    public async Task A_signal_that_could_not_be_kept_is_given_once_when_it_can()
    {
        var symbol = new TradedSymbol(cluster, "FORM", Timeframe.M1);
        await symbol.BeginWithBarsAsync();
        var position = cluster.Gateway.Hold("sqz-FORMUSDT-1-L", "FORM");
        cluster.State.FailsFor = "FORM";
        await symbol.TradeAsync(price: 80);
        await symbol.UntilAsync(() => Task.FromResult(cluster.State.Failures > 0));
        Assert.DoesNotContain(cluster.Screen.Given, signal => signal.BaseSymbol == "FORM");

        cluster.State.FailsFor = null;
        await symbol.UntilAsync(() => Task.FromResult(cluster.Gateway.Exits.Any(exit => exit.Tag == position.Tag)));
        await symbol.UntilAsync(async () => (await symbol.Grain.GetViewAsync()).PendingSignals == 0);

        var given = Assert.Single(cluster.Screen.Given, signal => signal.BaseSymbol == "FORM");
        Assert.Equal(ParameterHash.Of(StrategyParameters.Corrected), given.ParametersHash);
        Assert.Single(cluster.Gateway.Exits, exit => exit.Tag == position.Tag);
    }

    [Fact]
    public async Task Another_position_and_one_whose_exit_ended_for_nothing_are_left_within_the_same_bar()
    {
        var symbol = new TradedSymbol(cluster, "AGAIN", Timeframe.M1);
        await symbol.BeginWithBarsAsync();
        cluster.Clock.Advance(TimeSpan.FromMilliseconds(60_000 - (cluster.Clock.NowUnixMs % 60_000)));
        string[] tags = ["sqz-AGAINUSDT-1-L", "sqz-AGAINUSDT-2-L"];
        await LeaveAsync(tags[0]);
        await LeaveAsync(tags[1]);

        // The account does not show it when its exit comes, and shows it again.
        cluster.Gateway.OnExit = static (self, order) => { self.Forget(order.Tag); return new(OrderVerdict.Unknown, null, "lost"); };
        cluster.Gateway.Hold("sqz-AGAINUSDT-3-L", "AGAIN");
        await symbol.UntilAsync(() => Task.FromResult(ExitsOf("sqz-AGAINUSDT-3-L") == 1));
        await symbol.UntilAsync(async () => (await symbol.Grain.GetViewAsync()).PendingSignals == 0);
        cluster.Gateway.OnExit = static (self, order) => self.Close(order.Tag, order.Reason);
        await LeaveAsync("sqz-AGAINUSDT-3-L", 2);

        var given = cluster.Screen.Given.Where(signal => signal.BaseSymbol == "AGAIN").ToList();
        Assert.Equal(4, given.Select(signal => signal.Id).Distinct().Count());
        Assert.Single(given.Select(signal => signal.BarCloseUnixMs).Distinct());

        async Task LeaveAsync(string tag, int exits = 1)
        {
            cluster.Gateway.Hold(tag, "AGAIN");
            await symbol.TradeAsync(price: 80);
            await symbol.UntilAsync(() => Task.FromResult(ExitsOf(tag) == exits));
            await symbol.UntilAsync(async () => (await symbol.Grain.GetViewAsync()).PendingSignals == 0);
        }

        int ExitsOf(string tag) => cluster.Gateway.Exits.Count(exit => exit.Tag == tag);
    }

    /// <summary>The bar that forms is evaluated every second.</summary>
    public sealed class FormingCluster : SymbolCluster
    {
        protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
        {
            ["Strategy:EvaluateFormingBar"] = "true",
            ["Strategy:RunInterval"] = "00:00:01",
            ["Strategy:Timeframe"] = "1m",
        };
    }
}
