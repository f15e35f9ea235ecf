using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Commands.Summaries;

namespace SqueezeFlow.Silo.Tests.Commands;

/// <summary>The closing summary: what it says of signals adds up, and every signal that did nothing says why.</summary>
public sealed class SummaryTests
{
    [Fact]
    public void The_parts_of_the_signals_add_up_and_tell_their_reasons()
    {
        SignalRecord[] given =
        [
            Record("BTC", SignalOutcome.Filled, null), Record("ETH", SignalOutcome.Filled, null),
            Record("ADA", SignalOutcome.Rejected, "8 positions are open, the limit is 8"), Record("XRP", SignalOutcome.Expired, "older than 300 s of market time"),
            Record("SOL", SignalOutcome.Pending, null),
        ];

        var text = Text(SignalCounts.Of(given), UnfilledSignal.Of(given), []);

        Assert.Contains("signals      5 = 2 filled (entries: 1 long, 0 short; exits: 1) + 1 rejected + 1 expired + 1 without a verdict at the end", text, StringComparison.Ordinal);
        Assert.Contains("sqz-ADA-1-L rejected: 8 positions are open, the limit is 8", text, StringComparison.Ordinal);
        Assert.Contains("sqz-XRP-1-L expired: older than 300 s of market time", text, StringComparison.Ordinal);
        Assert.Contains("sqz-SOL-1-L pending: no reason is on record", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_signal_it_says_what_stood_in_the_way()
    {
        var reasons = SilenceReasons.Of([Symbol("BTC", "phase 0: bars in the window 18, needed >= 40"), Symbol("ETH", "phase 0: bars in the window 18, needed >= 40"), Symbol("ADA", null)], new("replay", default));

        Assert.Equal(
            [
                "BTC, ETH: the latest evaluation stopped at phase 0: bars in the window 18, needed >= 40",
                "ADA: no strategy bar closed, so nothing was evaluated",
                "a replay knows only what was recorded and has no venue to ask for the bars before: record longer, or lower Strategy:MinDataPoints",
            ],
            reasons);
        Assert.Contains("signals      0", Text(SignalCounts.Of([]), [], reasons), StringComparison.Ordinal);
        Assert.Contains("             BTC, ETH: the latest", Text(SignalCounts.Of([]), [], reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void A_live_market_is_not_told_to_record_longer()
    {
        var reasons = SilenceReasons.Of([Symbol("BTC", "phase 0: bars in the window 18, needed >= 40")], new("demo", default));

        Assert.Single(reasons);
    }

    private static string Text(SignalCounts outcomes, IReadOnlyList<UnfilledSignal> unfilled, IReadOnlyList<string> whyNone)
    {
        using var output = new StringWriter();
        var signals = outcomes.Filled + outcomes.Rejected + outcomes.Expired + outcomes.Unknown + outcomes.Pending;
        SummaryWriter.Write(
            new()
            {
                Seconds = 1,
                Trades = 2,
                TradesPerSecond = 2,
                Markets = [],
                Signals = signals,
                LongEntries = 1,
                ShortEntries = 0,
                Exits = 1,
                Outcomes = outcomes,
                Unfilled = unfilled,
                WhyNone = whyNone,
                Sha256 = "",
            },
            json: false,
            output);
        return output.ToString();
    }

    private static SignalRecord Record(string symbol, SignalOutcome outcome, string? detail) => new(
        new()
        {
            Id = $"sqz-{symbol}-1-L",
            Pair = symbol + "USDT",
            BaseSymbol = symbol,
            Action = SignalAction.Long,
            BarCloseUnixMs = 1,
            Score = 7,
            PositionSizeFactor = 1,
            Leverage = 3,
            EntryPrice = 1,
            Confidence = 0.7,
            Reasoning = "",
        },
        outcome,
        detail);

    private static SymbolView Symbol(string symbol, string? failure) => new(
        symbol, 1, 1, 1, null, 0, 0, 0, 0, 18, failure is null ? null : "NONE", 0, failure, failure is null ? null : DateTimeOffset.UnixEpoch, 0, 10);
}
