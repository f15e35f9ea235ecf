using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Shadowing;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Signals.Parameters.Files;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Grains;
using SqueezeFlow.Silo.Commands;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Silo.Tests.EndToEnd;

/// <summary>A demo with shadows beside it, and the back-test over what it has stored.</summary>
public sealed class ShadowDemoTests : IDisposable
{
    // Enters and leaves at every turn of the flow, so that a short demo has trades.
    private const string Eager = """
        { "entry": { "minScore": 0, "mediumScore": 0 }, "divergence": { "flowBars": 2, "flowThresholdShare": 0, "sizeRatio": 0, "smallRatio": 0 } }
        """;

    private static readonly TimeSpan Window = TimeSpan.FromHours(48);

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-shadows-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Shadows_trade_what_a_back_test_over_the_same_bars_does_and_live_does_not_know_of_them()
    {
        var files = Directory.CreateDirectory(Path.Combine(_folder, "files")).FullName;
        await File.WriteAllTextAsync(Path.Combine(files, "eager.json"), Eager, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(files, "far.json"), Eager.Replace("\"flowBars\": 2", "\"flowBars\": 9", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var alone = await HashOfDemoAsync("alone");
        var beside = await HashOfDemoAsync("beside", $"--Shadows:Files={files}");

        Assert.Equal(alone, beside);
        Assert.Empty(await ReadBooksAsync("alone"));
        var books = await ReadBooksAsync("beside");
        Assert.Equal(["eager", "far", ShadowSpec.LiveName], books.Keys.Order());
        Assert.True(books["eager"].Latest.Count > 3, $"{books["eager"].Latest.Count} orders tell little");
        foreach (var (name, kept) in books)
        {
            var parameters = name == ShadowSpec.LiveName ? StrategyParameters.Corrected : ParameterReader.Read(await File.ReadAllTextAsync(Path.Combine(files, $"{name}.json"), TestContext.Current.CancellationToken)).Parameters;
            var expected = await BacktestAsync(kept, parameters);
            Assert.Equal(expected.Orders.Select(OrderOf), kept.Latest.Select(OrderOf));
        }
    }

    // The flow of a bar is summed in another order when it is read back: the last digits of what was decided by it may differ.
    private static (ExecutedSide Side, long Bar, double Price, int Leverage, double Quantity, double Cash) OrderOf(ExecutedOrder order) =>
        (order.Side, order.BarOpenUnixMs, order.Price, order.Leverage, Math.Round(order.Quantity, 6), Math.Round(order.CashAfterUsd, 6));

    private async Task<BacktestResult> BacktestAsync(ShadowBooks kept, StrategyParameters parameters)
    {
        var bars = await ReadBarsAsync(kept.SinceUnixMs - (long)Window.TotalMilliseconds, kept.ThroughUnixMs);
        return new BacktestEngine(new()
        {
            SkipBars = bars.Count(bar => bar.OpenUnixMs < kept.SinceUnixMs),
            EntryLimits = new(),
            Strategy = new() { Parameters = parameters, WindowBars = 576, MinDataPoints = 40 },
        }).Run(bars);
    }

    private async Task<IReadOnlyList<SymbolBar>> ReadBarsAsync(long from, long to)
    {
        await using var provider = Open("beside");
        var store = provider.GetRequiredService<IBarStore>();
        var markets = await store.ReadMarketsAsync(TestContext.Current.CancellationToken);
        List<(FollowedMarket, IReadOnlyList<Bar>)> loaded = [];
        foreach (var market in markets.Select(stored => stored.Market))
        {
            var kind = MarketClassifier.Classify(market);
            loaded.Add((
                new(new MarketFlow(market, default, Timeframe.M5), kind, CountsInUsd: true, kind == MarketKind.Perp ? 0 : 2),
                await store.ReadFoldedAsync(market, Timeframe.M5, from, to, TestContext.Current.CancellationToken)));
        }

        return SymbolBars.Merge(loaded);
    }

    private async Task<Dictionary<string, ShadowBooks>> ReadBooksAsync(string name)
    {
        await using var provider = Open(name);
        var state = new GrainState<Kept>(new());
        await provider.GetRequiredKeyedService<IGrainStorage>(GrainStateStorage.Name).ReadStateAsync("shadows", GrainId.Create("symbol", "BTC"), state);
        return state.State?.Books ?? [];
    }

    private ServiceProvider Open(string name)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", Path.Combine(_folder, name))]).Build());
        services.AddSqliteStorage();
        services.AddSqliteGrainStorage(GrainStateStorage.Name);
        return services.BuildServiceProvider();
    }

    private async Task<string> HashOfDemoAsync(string name, params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] arguments =
        [
            "demo", "--seconds", "6", "--speed", "1500", "--rate", "500", "--symbols", "1", "--json", $"--Data:Directory={Path.Combine(_folder, name)}", "--Http:Url=http://127.0.0.1:0", .. more,
        ];
        Assert.True(await SiloCommands.RunAsync(arguments, output, error) == 0, error.ToString());
        using var summary = JsonDocument.Parse(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        return summary.RootElement.GetProperty("sha256").GetString()!;
    }

    private sealed class Kept
    {
        public Dictionary<string, ShadowBooks> Books { get; set; } = [];
    }
}
