using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Execution.Tests.Deployment;

/// <summary>The strategy decides nothing, lets in only us, and gives the bot what it cannot do without.</summary>
public sealed class StrategyTests
{
    [Theory]
    [InlineData("INTERFACE_VERSION", "3")]
    [InlineData("timeframe", "\"5m\"")]
    [InlineData("can_short", "True")]
    [InlineData("minimal_roi", "{\"0\": 100}")]
    [InlineData("use_exit_signal", "False")]
    [InlineData("trailing_stop", "False")]
    public void Every_setting_of_the_class_is_as_it_is_wanted(string name, string expected) =>
        Assert.Equal(expected, BotConfiguration.ValueInStrategy(name));

    [Fact]
    public void Its_stop_loss_is_a_real_one() =>
        Assert.InRange(double.Parse(BotConfiguration.ValueInStrategy("stoploss"), System.Globalization.CultureInfo.InvariantCulture), -0.5, -0.05);

    [Fact]
    public async Task It_sets_the_four_columns_to_zero_and_confirms_entries_of_our_signals_alone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("freqtrade"));
        await File.WriteAllTextAsync(folder.PathOf("freqtrade", "__init__.py"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathOf("freqtrade", "strategy.py"), "class IStrategy:\n    pass\n", TestContext.Current.CancellationToken);
        const string Ask = """
            from SqueezeFlowShell import SqueezeFlowShell
            bot = SqueezeFlowShell()
            frame = {"close": 1}
            assert bot.populate_indicators(frame, {}) is frame
            assert bot.populate_entry_trend(frame, {}) is frame
            assert bot.populate_exit_trend(frame, {}) is frame
            print(sorted(frame.items()))
            for tag in ("sqz-BTCUSDT-1795368000000-L", "force_entry", "", None):
                print(bot.confirm_trade_entry("BTC/USDT:USDT", "market", 1, 1, "gtc", None, tag, "long", more=1))
            print(bot.version())
            """;
        var strategies = Path.Combine(Checkout.Root, "deploy", "freqtrade", "strategies");

        var run = await Program.RunAsync("python3", "python3", ["-B", "-c", Ask], new() { ["PYTHONPATH"] = $"{strategies}:{folder.Root}" });

        Assert.Equal(
            ["[('close', 1), ('enter_long', 0), ('enter_short', 0), ('exit_long', 0), ('exit_short', 0)]", "True", "False", "False", "False", "squeezeflow-1"],
            run.Output.Trim().Split('\n'));
    }
}
