using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Grains.Tests.Execution.Bots;

/// <summary>
/// Rounds of ten signals a second over twenty coins, entries first and then the exits of what was opened, while a seed draws what goes wrong between
/// the executor and its bot; at last a quiet time in which everything comes to its end.
/// </summary>
internal sealed class SeededRun : IAsyncDisposable
{
    private const int Speed = 20;
    private const int Coins = 20;
    private const int EntriesOfRound = 60;
    private const int MostOpen = 8;
    private const int MostRounds = 400;
    private const string ByHand = "by-hand";

    private static readonly TimeSpan BetweenSignals = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private const int MostLooks = 3_600;

    private readonly BotCluster _cluster;
    private readonly FastClock _clock;
    private readonly SeededFaults _faults;
    private readonly Random _random;
    private readonly List<Signal> _entries = [];
    private readonly List<Signal> _exits = [];
    private readonly List<string> _problems = [];

    private SeededRun(int seed, BotCluster cluster, FastClock clock)
    {
        (_cluster, _clock, _random) = (cluster, clock, new(seed ^ 0x5eed));
        _faults = new(seed, cluster.Bot);
        cluster.Bot.Books.OpenByHand("C0/USDT:USDT", ByHand);
        cluster.Bot.Faults.Slowness = clock.ByWall(TimeSpan.FromSeconds(15));
        cluster.Bot.Faults.Plan = _faults.Next;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Runs a seed until so many things went wrong; answers what should not have been, and what was.</summary>
    public static async Task<(IReadOnlyList<string> Problems, string Told)> RunAsync(int seed, int faults)
    {
        var clock = new FastClock(Speed);
        var cluster = await BotCluster.StartAsync(
            new()
            {
                MaxOpenTrades = MostOpen,
                Throttle = TimeSpan.FromMilliseconds(250),
                ReloadDelay = clock.ByWall(TimeSpan.FromSeconds(0.9)),
                ReloadAway = clock.ByWall(TimeSpan.FromSeconds(1)),
            },
            clock,
            new("Execution:MaxOpenPositions", $"{MostOpen}"),
            new("Execution:Freqtrade:Authentication", seed % 2 == 0 ? "Token" : "Basic"));
        await using var run = new SeededRun(seed, cluster, clock);
        await run.RunAsync(faults);
        return (run._problems, run.Told);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private string Told
    {
        get
        {
            var states = _entries.Concat(_exits).CountBy(signal => $"{(signal.Action == SignalAction.Close ? "exits" : "entries")} {StateOf(signal)}");
            return $"{_faults.Count} faults ({_faults}); {string.Join(", ", states.OrderBy(state => state.Key, StringComparer.Ordinal).Select(state => $"{state.Key} {state.Value}"))}; at most {_faults.MostOpen} open";
        }
    }

    private IEnumerable<Signal> Opened => _entries.Where(entry => StateOf(entry) == OrderStates.Filled);

    private async Task RunAsync(int faults)
    {
        for (var round = 0; _faults.Count < faults && round < MostRounds; round++)
        {
            await GiveAsync(Enumerable.Range(0, EntriesOfRound).Select(_ => Entry()), _entries);
            await UntilAsync(() => _entries.TrueForAll(entry => StateOf(entry) is not (null or OrderStates.Received or OrderStates.Sent)), "entries have a verdict, or are looked for");
            await GiveAsync(Opened.Where(entry => !_exits.Exists(exit => exit.PositionId == entry.Id)).Select(ExitOf).ToList(), _exits);
        }

        _faults.IsOver = true;
        await UntilAsync(() => _entries.TrueForAll(entry => StateOf(entry) is not (null or OrderStates.Received or OrderStates.Sent)), "entries have a verdict, or are looked for");
        await SettleAsync();
        await GiveAsync(Opened.Where(entry => !_exits.Exists(exit => exit.PositionId == entry.Id)).Select(ExitOf).ToList(), _exits);
        await UntilAsync(() => _exits.TrueForAll(exit => StateOf(exit) == OrderStates.Filled), "every exit is done");
        await UntilAsync(() => _cluster.Bot.Books.Trades.All(trade => !trade.IsOpen || trade.Tag == ByHand), "nothing of ours is open");
        await JudgeAsync(faults);
    }

    private async Task GiveAsync(IEnumerable<Signal> signals, List<Signal> given)
    {
        foreach (var signal in signals)
        {
            given.Add(signal);
            await _cluster.Executor.SubmitAsync(signal);
            await Task.Delay(BetweenSignals, _clock, Token);
        }
    }

    private Signal Entry() => SignalMapping.Entry(
        $"C{_random.Next(Coins)}", _random.Next(2) == 0 ? PositionSide.Long : PositionSide.Short, BotCluster.Price, 7, 0.75, "test", Now);

    private Signal ExitOf(Signal entry) => SignalMapping.Close(
        entry.BaseSymbol, BotCluster.Price, 1, "test", Now, entry.Id, _cluster.Screen.Find(entry.Id)!.TradeId);

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private string? StateOf(Signal signal) => _cluster.Screen.Find(signal.Id)?.State;

    // The word for what is looked for and for what was never shown is the same: only the record of signals has verdicts alone.
    private async Task SettleAsync()
    {
        for (var i = 0; ; i++)
        {
            HashSet<string> judged = [];
            await foreach (var record in _cluster.Signals.ReadAllAsync(Token))
            {
                judged.Add(record.Signal.Id);
            }

            var open = _entries.Where(entry => !judged.Contains(entry.Id)).ToList();
            if (open.Count == 0)
            {
                return;
            }

            Assert.True(i < MostLooks, $"in {MostLooks} looks these had no verdict: {string.Join(", ", open.Select(entry => $"{entry.Id} {StateOf(entry)}"))}: {Told}");
            await Task.Delay(BetweenLooks, _clock, Token);
        }
    }

    private async Task JudgeAsync(int faults)
    {
        var trades = _cluster.Bot.Books.Trades;
        foreach (var entry in _entries)
        {
            var own = trades.Count(trade => trade.Tag == entry.Id);
            if (own != (StateOf(entry) == OrderStates.Filled ? 1 : 0))
            {
                _problems.Add($"{entry.Id} has {own} trades, it ended as {StateOf(entry)}: {_cluster.Screen.Find(entry.Id)?.Detail}");
            }
        }

        Check(_faults.Count >= faults, $"only {_faults.Count} of {faults} faults came about");
        Check(trades.Count - 1 == Opened.Count(), $"{trades.Count - 1} trades, {Opened.Count()} signals were accepted");
        Check(_faults.MostOpen <= MostOpen, $"{_faults.MostOpen} trades were open, the limit is {MostOpen}");
        Check(_cluster.Bot.Counts.MostEntriesInFlight == 1, $"{_cluster.Bot.Counts.MostEntriesInFlight} entries were in flight");
        Check(trades.Single(trade => trade.Tag == ByHand).IsOpen, "the trade of somebody else was closed");
        var health = await _cluster.Executor.GetHealthAsync();
        Check(health is { Unknown: 0, Exits.Count: 0, Doubled.Count: 0 }, $"{health.Unknown} outcomes are unknown, {health.Exits.Count} exits outstanding, {health.Doubled.Count} coins doubled");
    }

    private void Check(bool isSo, string problem)
    {
        if (!isSo)
        {
            _problems.Add(problem);
        }
    }

    private async Task UntilAsync(Func<bool> isSo, string what)
    {
        for (var i = 0; !isSo(); i++)
        {
            Assert.True(i < MostLooks, $"in {MostLooks} looks it did not come to it that {what}: {Told}");
            await Task.Delay(BetweenLooks, _clock, Token);
        }
    }
}
