using System.CommandLine;
using System.Globalization;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Commands.Offline;

/// <summary>Options of the back-test whose bad values are told by name, value and fix.</summary>
internal static class BacktestValues
{
    /// <summary>A timeframe that bars are kept in.</summary>
    public static Option<Timeframe> Frame() => new("--timeframe")
    {
        Description = $"Length of a bar: {Frames(" ")}",
        HelpName = "T",
        DefaultValueFactory = _ => Timeframe.M15,
        CustomParser = result => Timeframe.TryParse(Values.Text(result), out var timeframe) && Timeframe.Stored.Contains(timeframe)
            ? timeframe
            : Values.Refuse<Timeframe>(result, "--timeframe", $"is no timeframe that is evaluated: give one of {Frames(", ")}"),
    };

    /// <summary>Which limits on entries hold; null when it is not given.</summary>
    public static Option<LimitsChoice?> Limits() => new("--limits")
    {
        Description = "Limits on entries: live (default of Corrected) or none (default of Original)",
        HelpName = "WHICH",
        CustomParser = result => Values.Text(result).ToUpperInvariant() switch
        {
            "LIVE" => LimitsChoice.Live,
            "NONE" => LimitsChoice.None,
            _ => Values.Refuse<LimitsChoice?>(result, "--limits", "are no limits: give live or none"),
        },
    };

    /// <summary>A length of time; null when it is not given.</summary>
    public static Option<TimeSpan?> GapTolerance() => new("--gap-tolerance")
    {
        Description = "Missing bars in the last 48 h above which no entry is made, e.g. 10m (default) or 2h",
        HelpName = "SPAN",
        CustomParser = result => Timeframe.TryParse(Values.Text(result), out var span)
            ? TimeSpan.FromMilliseconds(span.Milliseconds)
            : Values.Refuse<TimeSpan?>(result, "--gap-tolerance", "is not a number and s, m, h or d: give e.g. --gap-tolerance 30m"),
    };

    private static string Frames(string separator) => string.Join(separator, Timeframe.Stored);

    /// <summary>A number, or a percentage as a share.</summary>
    public static bool TryReadShare(string text, out double share)
    {
        var isPercentage = text.EndsWith('%');
        var number = isPercentage ? text.AsSpan()[..^1] : text;
        var isRead = double.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out share);
        share = isPercentage ? share / 100 : share;
        return isRead;
    }
}
