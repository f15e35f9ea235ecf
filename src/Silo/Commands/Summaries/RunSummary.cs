using System.Text.Json.Serialization;
using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Silo.Commands.Summaries;

/// <summary>What a run of <c>demo</c> or <c>replay</c> amounted to; its JSON is the last line on standard output.</summary>
internal sealed record RunSummary
{
    /// <summary>Wall seconds of streaming.</summary>
    public required double Seconds { get; init; }

    /// <summary>Trades received.</summary>
    public required long Trades { get; init; }

    /// <summary>Trades per wall second.</summary>
    public required double TradesPerSecond { get; init; }

    /// <summary>Each market, in ordinal order.</summary>
    public required IReadOnlyList<MarketSummary> Markets { get; init; }

    /// <summary>Signals given.</summary>
    public required long Signals { get; init; }

    /// <summary>Long positions opened.</summary>
    public required long LongEntries { get; init; }

    /// <summary>Short positions opened.</summary>
    public required long ShortEntries { get; init; }

    /// <summary>Positions closed.</summary>
    public required long Exits { get; init; }

    /// <summary>What became of the signals.</summary>
    public required SignalCounts Outcomes { get; init; }

    /// <summary>The signals that opened or closed nothing, and why.</summary>
    public required IReadOnlyList<UnfilledSignal> Unfilled { get; init; }

    /// <summary>See <see cref="RunHash"/>.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where no signal was given: what stood in the way at the latest evaluations, with the symbols; empty otherwise.</summary>
    public IReadOnlyList<string> WhyNone { get; init; } = [];

    /// <summary>Market time between the last run on the same data and this one, which nobody read; zero on new data.</summary>
    [JsonIgnore]
    public TimeSpan MissedBefore { get; init; }

    /// <summary>First market time of the run.</summary>
    [JsonIgnore]
    public long FromUnixMs { get; init; }

    /// <summary>End of market time, exclusive.</summary>
    [JsonIgnore]
    public long ToUnixMs { get; init; }

    /// <summary>Money at the end; null when the account did not answer.</summary>
    [JsonIgnore]
    public Account? Account { get; init; }

    /// <summary>Positions open at the end.</summary>
    [JsonIgnore]
    public int OpenPositions { get; init; }

    /// <summary>How stored bars compare with the truth of the simulated venue; null where there is none.</summary>
    [JsonIgnore]
    public BarComparison? Comparison { get; init; }
}
