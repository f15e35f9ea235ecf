namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>The ranges of a signal's values. Each rule returns a code, or null when the value is in order; NaN never is.</summary>
internal static class SignalRanges
{
    public static string? Pair(string pair)
    {
        if (pair.Length == 0 || pair.Any(char.IsLower))
        {
            return SignalCodes.SymbolFormat;
        }

        return pair.Length < 2 ? SignalCodes.SymbolLength : null;
    }

    public static string? Score(double score) => score is >= 0 and <= 10 ? null : SignalCodes.ScoreRange;

    public static string? Factor(double factor) => factor is >= 0.1 and <= 2 ? null : SignalCodes.PositionSizeRange;

    public static string? Leverage(double leverage) => leverage is >= 1 and <= 10 ? null : SignalCodes.LeverageRange;

    public static string? Price(double price) => price switch
    {
        > 0 and (< 1e-6 or > 1e6) => SignalCodes.EntryPriceRange,
        > 0 => null,
        _ => SignalCodes.EntryPrice,
    };

    public static string? Ttl(double seconds) => seconds switch
    {
        > 0 and (< 60 or > 3600) => SignalCodes.TtlRange,
        > 0 => null,
        _ => SignalCodes.Ttl,
    };

    public static string? Confidence(double confidence) => confidence is >= 0 and <= 1 ? null : SignalCodes.ConfidenceRange;
}
