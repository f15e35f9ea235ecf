using System.Globalization;
using System.Text.Json.Serialization;

namespace SqueezeFlow.Core.Signals;

/// <summary>A decision of the strategy, or of somebody outside, on its way to the executor. The same decision always has the same <see cref="Id"/>.</summary>
public sealed record Signal
{
    /// <summary>Seconds of market time after which a consumer must not act on a signal (the message's <c>ttl</c>).</summary>
    public const int DefaultTtlSeconds = 600;

    /// <summary><c>sqz-{PAIR}-{bar close, ms}-{L|S|C}</c>; of signals from outside see <see cref="External.ExternalSignalIds"/>.</summary>
    public required string Id { get; init; }

    /// <summary>What is traded, e.g. <c>BTCUSDT</c>; other programs know it as <c>symbol</c>.</summary>
    [JsonPropertyName("symbol")]
    public required string Pair { get; init; }

    /// <summary>Base coin, e.g. <c>BTC</c>.</summary>
    public required string BaseSymbol { get; init; }

    /// <summary>What to do.</summary>
    public required SignalAction Action { get; init; }

    /// <summary>Close of the bar that decided, market time, milliseconds since 1970 UTC; of signals from outside the moment itself.</summary>
    public required long BarCloseUnixMs { get; init; }

    /// <summary>Phase 4 total, 0 to 10; 10 for <see cref="SignalAction.Close"/>.</summary>
    public required double Score { get; init; }

    /// <summary>Share of the base risk to stake: 0.5, 1 or 1.5 with the usual parameters, 0.1 to 2 with any.</summary>
    public required double PositionSizeFactor { get; init; }

    /// <summary>Leverage, 1 to 10.</summary>
    public required int Leverage { get; init; }

    /// <summary>Close of the deciding bar, quote units per base unit.</summary>
    public required double EntryPrice { get; init; }

    /// <summary>Confidence, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reasoning { get; init; }

    /// <summary>Seconds of validity told to consumers.</summary>
    public int TtlSeconds { get; init; } = DefaultTtlSeconds;

    /// <summary>Position to close; null on entries.</summary>
    public string? PositionId { get; init; }

    /// <summary>The account's own id of that position; null on entries.</summary>
    public string? TradeId { get; init; }

    /// <summary>
    /// Name of the account that it goes to, decided once and kept: a repetition never goes to another. Null, and not written, for the one called main.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Account { get; init; }

    /// <summary>Never-reset cumulative volume delta of the spot markets at the bar's close, USD.</summary>
    public double SpotCvd { get; init; }

    /// <summary>Never-reset cumulative volume delta of the perpetual markets at the bar's close, USD.</summary>
    public double PerpCvd { get; init; }

    /// <summary>Lowest price of the reset, the exit level of a long; null on exits.</summary>
    public double? ResetLow { get; init; }

    /// <summary>Highest price of the reset, the exit level of a short; null on exits.</summary>
    public double? ResetHigh { get; init; }

    /// <summary>Who sent it from outside; null on the strategy's own.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// Hash of the parameters that decided, see <see cref="Parameters.ParameterHash"/>; null, and not written, on signals from outside and on those that were made
    /// before it was kept.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ParametersHash { get; init; }

    /// <summary>The id that any repetition of this decision would have.</summary>
    public static string IdOf(string pair, long barCloseUnixMs, SignalAction action)
    {
        var letter = action switch { SignalAction.Long => 'L', SignalAction.Short => 'S', _ => 'C' };
        return string.Create(CultureInfo.InvariantCulture, $"sqz-{pair}-{barCloseUnixMs}-{letter}");
    }
}
