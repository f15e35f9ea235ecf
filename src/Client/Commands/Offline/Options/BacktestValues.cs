using System.CommandLine;
using System.Globalization;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Commands.Offline.Options;

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
    public static Option<TimeSpan?> Span(string name, string description, string example) => new(name)
    {
        Description = description,
        HelpName = "SPAN",
        CustomParser = result => Timeframe.TryParse(Values.Text(result), out var span)
            ? TimeSpan.FromMilliseconds(span.Milliseconds)
            : Values.Refuse<TimeSpan?>(result, name, $"is not a number and s, m, h or d: give e.g. {name} {example}"),
    };

    /// <summary>Positions of all symbols at once; null when it is not given.</summary>
    public static Option<int?> MaxPositions() => new("--max-positions")
    {
        Description = "Positions open at once at most, of all symbols (default 2)",
        HelpName = "N",
        CustomParser = result => int.TryParse(Values.Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 100
            ? count
            : Values.Refuse<int?>(result, "--max-positions", "is not a whole number from 1 to 100: give e.g. --max-positions 5"),
    };

    /// <summary>Share of the account that may be lost on a day; null when it is not given.</summary>
    public static Option<double?> MaxDailyLoss() => new("--max-daily-loss")
    {
        Description = "Loss of a UTC day, as a share of the account, from which nothing is entered on it: 0.03 or 3% (default: none)",
        HelpName = "SHARE",
        CustomParser = result => TryReadShare(Values.Text(result), out var share) && share is > 0 and <= 1
            ? share
            : Values.Refuse<double?>(result, "--max-daily-loss", "is not a share above 0 and up to 1: give e.g. --max-daily-loss 3%"),
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
