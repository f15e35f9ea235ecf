using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SqueezeFlow.Client.Shell;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Commands.Running;

/// <summary>Options and arguments whose bad values are told by name, value and fix.</summary>
internal static class Values
{
    /// <summary>A whole number in a range.</summary>
    public static Option<int> Whole(string name, string description, int min, int max, int fallback) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => fallback,
        CustomParser = result => int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max
            ? n
            : Refuse<int>(result, name, $"is not a whole number from {min} to {max}: give e.g. {name} {Math.Max(min, fallback)}"),
    };

    /// <summary>Seconds after which a live command ends; null when it goes on until interrupted.</summary>
    public static Option<double?> Seconds() => new("--seconds")
    {
        Description = "End after so many seconds",
        HelpName = "N",
        CustomParser = result => double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= 1e7
            ? n
            : Refuse<double?>(result, "--seconds", "is not a number of seconds above 0: give e.g. --seconds 30"),
    };

    /// <summary>A timeframe.</summary>
    public static Option<Timeframe> Frame(string fallback) => new("--timeframe")
    {
        Description = "Length of a bar: 1s 1m 5m 15m 30m 1h 4h 1d",
        HelpName = "T",
        DefaultValueFactory = _ => Timeframe.Parse(fallback),
        CustomParser = result => Timeframe.TryParse(Text(result), out var timeframe)
            ? timeframe
            : Refuse<Timeframe>(result, "--timeframe", "is not a number and s, m, h or d: give e.g. --timeframe 5m"),
    };

    /// <summary>A moment: ISO-8601 (UTC unless it says otherwise) or milliseconds since 1970.</summary>
    public static Option<DateTimeOffset?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => TryReadTime(Text(result), out var time)
            ? time
            : Refuse<DateTimeOffset?>(result, name, $"is not a time: give ISO-8601 or epoch milliseconds, e.g. {name} 2025-01-01T12:00:00Z"),
    };

    /// <summary>A base coin.</summary>
    public static Option<string?> SymbolFilter() => new("--symbol")
    {
        Description = "Only this symbol",
        HelpName = ArgumentNames.Symbol,
        CustomParser = result => Given(result, "--symbol", "give a base coin, e.g. --symbol BTC")?.ToUpperInvariant(),
    };

    /// <summary>An account.</summary>
    public static Option<string?> Account(string description = "Only this account") => new("--account")
    {
        Description = description,
        HelpName = "NAME",
        CustomParser = result => Given(result, "--account", "give the name of an account, e.g. --account main"),
    };

    /// <summary>A name that must not be empty, as it was typed.</summary>
    public static Argument<string> Name(string name, string description, string fix) => new(name)
    {
        Description = description,
        CustomParser = result => Given(result, name, fix),
    };

    /// <summary>A base coin, upper case whatever was typed.</summary>
    public static Argument<string> Symbol() => new(ArgumentNames.Symbol)
    {
        Description = "Base coin, e.g. BTC",
        CustomParser = result => Given(result, ArgumentNames.Symbol, "give a base coin, e.g. BTC")?.ToUpperInvariant(),
    };

    /// <summary>One of some words.</summary>
    public static Argument<string> Word(string name, string description, params string[] words) => new(name)
    {
        Description = description,
        CustomParser = result => OneOf(result, name, words),
    };

    /// <summary>One of some words; null when none is given.</summary>
    public static Option<string?> WordOption(string name, string description, params string[] words) => new(name)
    {
        Description = description,
        HelpName = name.TrimStart('-').ToUpperInvariant(),
        CustomParser = result => OneOf(result, name, words),
    };

    /// <summary>A market id.</summary>
    public static Argument<MarketId> Market() => new(ArgumentNames.Market)
    {
        Description = "Market id, e.g. BINANCE:btcusdt",
        CustomParser = result => MarketId.TryParse(Text(result), out var market)
            ? market
            : Refuse<MarketId>(result, ArgumentNames.Market, "is not a market id: give EXCHANGE:symbol, e.g. BINANCE:btcusdt (list: squeezeflow markets)"),
    };

    /// <summary>Reads ISO-8601 or milliseconds since 1970.</summary>
    public static bool TryReadTime(string text, out DateTimeOffset time)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unixMs) && unixMs is > 100_000_000_000 and < 100_000_000_000_000)
        {
            time = DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
            return true;
        }

        time = default;
        return text.Length >= 10 && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    /// <summary>The text that was typed.</summary>
    public static string Text(ArgumentResult result) => result.Tokens.Count == 0 ? string.Empty : result.Tokens[^1].Value;

    /// <summary>The text that was typed; noted as a problem when it is empty.</summary>
    private static string? Given(ArgumentResult result, string name, string fix) =>
        string.IsNullOrWhiteSpace(Text(result)) ? Refuse<string>(result, name, $"is empty: {fix}") : Text(result);

    private static string? OneOf(ArgumentResult result, string name, string[] words) =>
        words.FirstOrDefault(word => word.Equals(Text(result), StringComparison.OrdinalIgnoreCase)) ?? Refuse<string>(result, name, $"is none of these: give {string.Join(", ", words[..^1])} or {words[^1]}");

    /// <summary>Notes that a value will not do.</summary>
    public static T? Refuse<T>(ArgumentResult result, string name, string fix)
    {
        result.AddError($"{name}: '{Text(result)}' {fix}");
        return default;
    }
}
