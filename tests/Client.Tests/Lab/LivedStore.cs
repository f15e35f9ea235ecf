using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Tests.Backtests;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Parity;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Signals.Parameters.Files;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Client.Tests.Lab;

/// <summary>The store of a service that has lived through two days: its signals are those of a back-test over the same bars.</summary>
internal sealed class LivedStore : IDisposable
{
    public const string Day = "2025-01-03";

    private const int WindowBars = 576;
    private const int AllBars = 4 * 288;
    private const int BarMs = 300_000;
    private const long StartMs = RandomMarket.Start * 1_000;
    private const long EndMs = StartMs + (AllBars * (long)BarMs);

    // What lives counts from another level than what is stored.
    private const double Level = 1_234_567.5;

    // Enters and leaves at every turn of the flow.
    private const string Eager = """
        { "entry": { "minScore": 0, "mediumScore": 0 }, "divergence": { "flowBars": 2, "flowThresholdShare": 0, "sizeRatio": 0, "smallRatio": 0 } }
        """;

    private static readonly MarketId Spot = MarketId.Parse("BINANCE:xusdt");
    private static readonly MarketId Perp = MarketId.Parse("BINANCE_FUTURES:xusdt");

    private readonly BarFolder _folder = new();
    private long _listenedFromMs = StartMs;
    private readonly List<RecordedBar> _spot = RandomMarket.Bars(1, AllBars, step: BarMs / 1_000);
    private readonly List<RecordedBar> _perp = RandomMarket.Bars(2, AllBars, step: BarMs / 1_000);
    private readonly StrategyParameters _parameters = ParameterReader.Read(Eager).Parameters;

    public LivedStore()
    {
        ParametersFile = _folder.Write("eager.json", System.Text.Encoding.UTF8.GetBytes(Eager));
        var bars = PairedBars.Pair(_spot, _perp, Timeframe.M5);
        var strategy = new StrategyOptions { Parameters = _parameters, WindowBars = WindowBars };
        var orders = new Orders();
        new BacktestEngine(new() { Symbol = "X", SkipBars = WindowBars, Strategy = strategy }, orders).Run(bars);
        Evaluated = new(EndMs, orders.Last.SpotCvd + Level, orders.Last.PerpCvd + Level);
        foreach (var order in orders.Given.Where(order => order.BarCloseUnixMs < Evaluated.EvaluatedUnixMs))
        {
            Give(order);
        }
    }

    public string Data => _folder.PathOf("data");

    public string ParametersFile { get; }

    public LastEvaluation Evaluated { get; private set; }

    public List<SignalRecord> Signals { get; } = [];

    /// <summary>Writes what has been lived through.</summary>
    public async Task WriteAsync(params Gap[] gaps)
    {
        await using var provider = Open();
        await provider.GetRequiredService<IBarStore>().WriteAsync(new([.. Rows(Spot, _spot), .. Rows(Perp, _perp)], [Ledger(Spot), Ledger(Perp)], gaps), Token);
        foreach (var record in Signals)
        {
            await provider.GetRequiredService<ISignalPublisher>().PublishAsync(record with { Result = null }, Token);
            if (record.Result is { } result)
            {
                await provider.GetRequiredService<ISignalResults>().WriteAsync(result, Token);
            }
        }

        var (states, id, state) = (provider.GetRequiredKeyedService<IGrainStorage>("state"), GrainId.Create("symbol", "X"), new GrainState<Outbox>(new()));
        await states.ReadStateAsync("outbox", id, state);
        state.State = new() { EvaluatedUnixMs = Evaluated.EvaluatedUnixMs, SpotCvd = Evaluated.SpotCvd, PerpCvd = Evaluated.PerpCvd };
        await states.WriteStateAsync("outbox", id, state);
    }

    /// <summary>Writes a bar of the perpetual anew.</summary>
    public async Task ChangeAsync(long barCloseUnixMs, Func<RecordedBar, RecordedBar> change)
    {
        var index = (int)((barCloseUnixMs - StartMs) / BarMs) - 1;
        _perp[index] = change(_perp[index]);
        await using var provider = Open();
        await provider.GetRequiredService<IBarStore>().WriteAsync(new([.. Rows(Perp, [_perp[index]])], [], []), Token);
    }

    /// <summary>
    /// Takes the last entry away that no limit on signals would have held back, with all that followed, as if the service had evaluated no further; answers it.
    /// </summary>
    public Signal EndAtLastEntry()
    {
        var place = Signals.FindLastIndex(record => record.Signal.Action != SignalAction.Close && Signals.TrueForAll(other =>
            other == record || other.Signal.BarCloseUnixMs > record.Signal.BarCloseUnixMs || other.Signal.BarCloseUnixMs < record.Signal.BarCloseUnixMs - (15 * 60_000) || other.Signal.Action != record.Signal.Action));
        var entry = Signals[place].Signal;
        Signals.RemoveRange(place, Signals.Count - place);
        Evaluated = new(entry.BarCloseUnixMs, entry.SpotCvd, entry.PerpCvd);
        return entry;
    }

    /// <summary>Makes it a service that began to listen with the day, found no history, and gave nothing up to its first entry; answers that.</summary>
    public Signal BeginWithDay()
    {
        var entry = Signals[0].Signal;
        Signals.Clear();
        var before = (Spot: _spot.Take(WindowBars).Sum(bar => bar.BuyNotional - bar.SellNotional), Perp: _perp.Take(WindowBars).Sum(bar => bar.BuyNotional - bar.SellNotional));
        _listenedFromMs = StartMs + (WindowBars * (long)BarMs);
        Evaluated = new(entry.BarCloseUnixMs, entry.SpotCvd - Level - before.Spot, entry.PerpCvd - Level - before.Perp);
        return entry;
    }

    /// <summary>Runs <c>parity --json</c> with the parameters that were lived by.</summary>
    public Task<(int ExitCode, JsonElement Document, string Error)> RunAsync(params string[] more) =>
        RunAsync(["--day", Day, "--data", Data, "--parameters", ParametersFile], more);

    /// <summary>Runs <c>parity --json</c>; the document is empty when it failed.</summary>
    public static async Task<(int ExitCode, JsonElement Document, string Error)> RunAsync(string[] arguments, string[] more)
    {
        using var terminal = new TestTerminal();
        var exitCode = await terminal.RunAsync(["parity", "--json", .. arguments, .. more]);
        return (exitCode, terminal.Out.Length == 0 ? default : JsonDocument.Parse(terminal.Out).RootElement, terminal.Error);
    }

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private void Give(in Evaluation order)
    {
        if (order.Decision != StrategyDecision.Close)
        {
            Signals.Add(new(Lived(SignalFactory.Create("X", order)!), SignalOutcome.Filled, null, order.Price));
            return;
        }

        var entry = Signals[^1];
        var exit = Lived(SignalFactory.Create("X", order)!) with { Id = ExitIds.Of("XUSDT", "main", entry.Signal.Id, 0, order.BarCloseUnixMs), PositionId = entry.Signal.Id };
        Signals[^1] = entry with { Result = new(entry.Signal.Id, order.BarCloseUnixMs + 700, order.Price, 1, 1, 5, exit.Id) };
        Signals.Add(new(exit, SignalOutcome.Filled, null, order.Price));
    }

    private Signal Lived(Signal signal) => signal with { SpotCvd = signal.SpotCvd + Level, PerpCvd = signal.PerpCvd + Level, ParametersHash = ParameterHash.Of(_parameters) };

    private ServiceProvider Open()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", Data)]).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSqliteStorage().AddSqliteGrainStorage("state").BuildServiceProvider();
    }

    private static IEnumerable<BarRow> Rows(MarketId market, IEnumerable<RecordedBar> bars) => bars.Select(bar => new BarRow(
        market, Timeframe.M5, new(bar.OpenSeconds * 1_000, bar.Open, bar.High, bar.Low, bar.Close, bar.BuyNotional, bar.SellNotional, 1, 1, 0, 0), IsImported: false));

    private LedgerRun Ledger(MarketId market) =>
        new(market, _listenedFromMs, EndMs, 1, 9, 9, 1, 1, 0, 0, LedgerState.Complete, ProofKind.Ids, "feed", 1);

    private sealed class Orders : IBacktestObserver
    {
        public List<Evaluation> Given { get; } = [];

        public Evaluation Last { get; private set; }

        public void Evaluated(in Evaluation evaluation)
        {
            Last = evaluation;
            if (evaluation.HasOrder)
            {
                Given.Add(evaluation);
            }
        }
    }

    private sealed class Outbox
    {
        public long EvaluatedUnixMs { get; set; }

        public double SpotCvd { get; set; }

        public double PerpCvd { get; set; }
    }
}
