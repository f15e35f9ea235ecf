using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Core.Signals.Results;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Signals;

/// <summary>What became of a hand-made set of signals, counted alike by every store.</summary>
public abstract class SignalBattery
{
    private const long Minute = 60_000;

    /// <summary>Where signals are published.</summary>
    protected abstract ISignalPublisher Publisher { get; }

    /// <summary>Where results are kept.</summary>
    protected abstract ISignalResults Results { get; }

    /// <summary>What is asked.</summary>
    protected abstract ISignalStatistics Statistics { get; }

    /// <summary>Waits until all that was given can be read.</summary>
    protected virtual Task SettleAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_signal_counts_once_by_its_last_state()
    {
        await GiveAsync();

        var found = await Statistics.ReadAsync(Start, Start + (60 * Minute), Token);

        Assert.Equal((Start, Start + (60 * Minute)), (found.From.ToUnixTimeMilliseconds(), found.To.ToUnixTimeMilliseconds()));
        Assert.Equal(new("total", 11, 3, 3, 2, 2, 1, 0.6, 15.625, 15.625 / 6, 1_546d / 6), found.Total);
        Assert.Equal(
            [
                new("high", 3, 1, 1, 0, 0, 1, 1, 12.5, 12.5, 30),
                new("medium", 4, 1, 1, 1, 1, 0, 0.5, -3, -1, 18),
                new("low", 3, 0, 1, 1, 1, 0, 0.5, 6.125, 3.0625, 731),
                new("very_low", 1, 1, 0, 0, 0, 0, null, 0, null, null),
            ],
            found.ByTier);
        Assert.Equal(
            [
                new("1000SATS", 1, 1, 0, 0, 0, 0, null, 0, null, null),
                new("BTC", 6, 2, 2, 1, 1, 0, 2d / 3, 9.5, 2.375, 21),
                new("ETH", 4, 0, 1, 1, 1, 1, 0.5, 6.125, 3.0625, 731),
            ],
            found.BySymbol);
    }

    [Fact]
    public async Task A_range_is_told_by_the_bars_of_signals_however_late_their_results_came()
    {
        await GiveAsync();

        var one = await Statistics.ReadAsync(Start, Start + 1, Token);
        var none = await Statistics.ReadAsync(Start + 1, Start + Minute, Token);
        var other = await Statistics.ReadAsync(Start + Minute, Start + (2 * Minute), Token);

        Assert.Equal(new("total", 1, 0, 1, 0, 0, 0, 1, 12.5, 12.5, 30), one.Total);
        Assert.Equal((0, 0), (none.Total.Signals, none.BySymbol.Count));
        Assert.Equal(new("total", 1, 0, 0, 1, 0, 0, 0, -3.5, -3.5, 2), other.Total);
    }

    [Fact]
    public async Task Without_signals_everything_is_zero_or_not_there()
    {
        await SettleAsync();

        var found = await Statistics.ReadAsync(0, Start, Token);

        Assert.Equal(new("total", 0, 0, 0, 0, 0, 0, null, 0, null, null), found.Total);
        Assert.Equal((4, 0), (found.ByTier.Count, found.BySymbol.Count));
    }

    [Fact]
    public async Task Signals_from_outside_count_apart_and_several_of_one_moment_all_count()
    {
        await ClosedAsync(External("a", 0), 4, 3);
        await PublishAsync(External("b", 0), SignalOutcome.Rejected);
        await ClosedAsync(Signal("BTC", 0, 5), -1, 2);
        await SettleAsync();

        var all = await Statistics.ReadAsync(Start, Start + Minute, Token);
        var outside = await Statistics.ReadAsync(Start, Start + Minute, SignalOrigin.External, Token);
        var own = await Statistics.ReadAsync(Start, Start + Minute, SignalOrigin.Strategy, Token);

        Assert.Equal((3, 3d), (all.Total.Signals, all.Total.ProfitUsd));
        Assert.Equal(new("total", 2, 0, 1, 0, 0, 1, 1, 4, 4, 3), outside.Total);
        Assert.Equal(new("total", 1, 0, 0, 1, 0, 0, 0, -1, -1, 2), own.Total);
    }

    // Sums of these fractions are exact in whatever order they are added.
    protected async Task GiveAsync()
    {
        await ClosedAsync(Signal("BTC", 0, 8), 12.5, 30);
        await ClosedAsync(Signal("BTC", 1, 7.99), -3.5, 2);
        await ClosedAsync(Signal("BTC", 2, 6), 0.5, 52);
        await ClosedAsync(Signal("BTC", 3, 6.5), 0, 0);
        await PublishAsync(Signal("BTC", 4, 9.5), SignalOutcome.Pending, SignalOutcome.Filled);
        await PublishAsync(Signal("BTC", 5, 6.25), SignalOutcome.Pending, SignalOutcome.Unknown);
        await ClosedAsync(Signal("ETH", 6, 5.999, SignalAction.Short), 8.25, 1_440);
        await ClosedAsync(Signal("ETH", 7, 4), -2.125, 22);
        await PublishAsync(Signal("ETH", 8, 10), SignalOutcome.Pending, SignalOutcome.Rejected);
        await PublishAsync(Signal("ETH", 9, 4.5), SignalOutcome.Pending, SignalOutcome.Expired);
        await PublishAsync(Signal("1000SATS", 10, 3.999), SignalOutcome.Pending);
        await PublishAsync(Signal("BTC", 11, 10, SignalAction.Close), SignalOutcome.Pending, SignalOutcome.Filled);
        await ClosedAsync(Signal("BTC", 60, 8), 99, 1);
        await ClosedAsync(Signal("BTC", -1, 8), 99, 30);
        await SettleAsync();
    }

    private static Signal External(string id, int minute) =>
        ExternalSignals.Entry(new() { Id = id, Symbol = "BTC", Action = SignalAction.Long }, Start + (minute * Minute), 100);

    private async Task ClosedAsync(Signal signal, double profit, long minutes)
    {
        await PublishAsync(signal, SignalOutcome.Pending, SignalOutcome.Filled);
        SignalResult result = new(signal.Id, signal.BarCloseUnixMs + 1_500 + (minutes * Minute), 101.25, profit, profit / 2, minutes, "stop_loss");
        Assert.True(await Results.WriteAsync(result, Token));
        Assert.False(await Results.WriteAsync(result with { ProfitUsd = -profit }, Token));
    }

    private async Task PublishAsync(Signal signal, params SignalOutcome[] outcomes)
    {
        foreach (var outcome in outcomes)
        {
            await Publisher.PublishAsync(new(signal, outcome), Token);
        }
    }

    private static Signal Signal(string coin, int minute, double score, SignalAction action = SignalAction.Long) => new()
    {
        Id = Core.Signals.Signal.IdOf(coin + "USDT", Start + (minute * Minute), action),
        Pair = coin + "USDT",
        BaseSymbol = coin,
        Action = action,
        BarCloseUnixMs = Start + (minute * Minute),
        Score = score,
        PositionSizeFactor = 1,
        Leverage = 3,
        EntryPrice = 64_210.5,
        Confidence = score / 10,
        Reasoning = "spot leads, \"why\" = 7\\8\nand so on",
    };
}
