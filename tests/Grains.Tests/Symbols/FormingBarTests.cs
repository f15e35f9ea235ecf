namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>Signals of a bar that has not closed yet.</summary>
public sealed class FormingBarTests(FormingBarTests.FormingCluster cluster) : IClassFixture<FormingBarTests.FormingCluster>
{
    [Fact]
    public async Task A_signal_that_could_not_be_kept_is_given_once_when_it_can()
    {
        var symbol = new TradedSymbol(cluster, "FORM");
        await symbol.BeginWithBarsAsync();
        var position = cluster.Gateway.Hold("sqz-FORMUSDT-1-L", "FORM");
        cluster.State.FailsFor = "FORM";
        await symbol.TradeAsync(price: 80);
        await symbol.UntilAsync(() => Task.FromResult(cluster.State.Failures > 0));
        Assert.DoesNotContain(cluster.Screen.Given, signal => signal.BaseSymbol == "FORM");

        cluster.State.FailsFor = null;
        await symbol.UntilAsync(() => Task.FromResult(cluster.Gateway.Exits.Any(exit => exit.Tag == position.Tag)));
        await symbol.UntilAsync(async () => (await symbol.Grain.GetViewAsync()).PendingSignals == 0);

        Assert.Single(cluster.Screen.Given, signal => signal.BaseSymbol == "FORM");
        Assert.Single(cluster.Gateway.Exits);
    }

    /// <summary>The bar that forms is evaluated every second.</summary>
    public sealed class FormingCluster : SymbolCluster
    {
        protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
        {
            ["Strategy:EvaluateFormingBar"] = "true",
            ["Strategy:RunInterval"] = "00:00:01",
        };
    }
}
