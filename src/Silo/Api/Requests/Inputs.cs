using System.Globalization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Silo.Api.Answers;

namespace SqueezeFlow.Silo.Api.Requests;

/// <summary>Reads the fields of one request; remembers the first that cannot be used.</summary>
internal sealed class Inputs
{
    private const long LatestUnixMs = 253_402_300_799_999;
    private const int LongestCoin = 40;

    /// <summary>The refusal; null while everything could be read.</summary>
    public IResult? Refusal { get; private set; }

    /// <summary>A time: ISO-8601 or milliseconds since 1970 UTC.</summary>
    public long Time(string field, string? text, long otherwise)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unixMs) && unixMs <= LatestUnixMs)
        {
            return unixMs;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return at.ToUnixTimeMilliseconds();
        }

        Refuse(field, text, "send milliseconds since 1970 UTC or ISO-8601, e.g. 2025-01-01T00:00Z");
        return otherwise;
    }

    /// <summary>A number of rows, 1 to <paramref name="most"/>.</summary>
    public int Limit(string? text, int otherwise, int most = 10_000)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= most)
        {
            return limit;
        }

        Refuse("limit", text, $"send a whole number from 1 to {most}");
        return otherwise;
    }

    /// <summary>How long to wait, in whole seconds with or without <c>s</c>; not at all when nothing is given.</summary>
    public TimeSpan Wait(string? text)
    {
        const int Most = 30;
        if (string.IsNullOrWhiteSpace(text))
        {
            return TimeSpan.Zero;
        }

        if (int.TryParse(text.EndsWith('s') ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Most)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        Refuse("wait", text, $"send whole seconds up to {Most}, e.g. 10s");
        return TimeSpan.Zero;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || bool.TryParse(text, out _))
        {
            return bool.TryParse(text, out var flag) && flag;
        }

        Refuse(field, text, "send true or false");
        return false;
    }

    /// <summary>One of some words, in any letter case; the first when none is given.</summary>
    public string Choice(string field, string? text, params string[] words)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return words[0];
        }

        if (words.FirstOrDefault(word => word.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } chosen)
        {
            return chosen;
        }

        var nearest = NearestName.Of(text, words) is { } near ? $"; the nearest is {near}" : "";
        Refuse(field, text, $"send one of {string.Join(", ", words)}{nearest}");
        return words[0];
    }

    /// <summary>Length of a bar.</summary>
    public Timeframe Timeframe(string? text, Timeframe otherwise)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        var isRead = Core.Bars.Timeframe.TryParse(text, out var timeframe);
        if (isRead && timeframe.FitsDays)
        {
            return timeframe;
        }

        Refuse("timeframe", text, isRead ? "beyond a day send whole days, e.g. 2d" : "send a whole number and s, m, h or d, e.g. 5m");
        return otherwise;
    }

    /// <summary>A base coin, in upper case; null when none is given. Venues name coins as they like: <c>$</c> and any script will do.</summary>
    public string? Symbol(string? text, string field = "symbol")
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var symbol = text.Trim().ToUpperInvariant();
        if (symbol.Length > LongestCoin || symbol.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is ':' or ','))
        {
            Refuse(field, text, "send a base coin, e.g. BTC");
        }

        return symbol;
    }

    /// <summary>A market id; <c>%2F</c> in a path stands for a slash.</summary>
    public MarketId Market(string? text)
    {
        var plain = text?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (MarketId.TryParse(plain, out var market) && plain.Length <= 80)
        {
            return market;
        }

        Refuse("market", text, "send EXCHANGE:symbol, e.g. BINANCE:btcusdt");
        return default;
    }

    /// <summary>Refuses an empty or reversed range.</summary>
    public void Range(long fromUnixMs, long toUnixMs)
    {
        if (fromUnixMs > toUnixMs)
        {
            Refuse("from", fromUnixMs.ToString(CultureInfo.InvariantCulture), $"send a time that is not after 'to' ({toUnixMs})");
        }
    }

    /// <summary>Refuses a field.</summary>
    public void Refuse(string field, string? value, string fix) => Refusal ??= Problems.Invalid(field, value, fix);

    /// <summary>Says that what a path names does not exist.</summary>
    public void Miss(string field, string? value, string fix) => Refusal ??= Problems.NotFound(field, value, fix);
}
