using System.Globalization;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Client.Terminals.Writing;

/// <summary>Numbers and times as people read them. What is missing is <c>-</c>.</summary>
internal static class Figures
{
    /// <summary>Stands for what is not known.</summary>
    public const string None = "-";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Words of others without what would steer a terminal.</summary>
    public static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;

    /// <summary>Thousands separated: <c>1,234,567</c>.</summary>
    public static string Count(long value) => value.ToString("N0", Invariant);

    /// <summary>Thousands separated; <c>-</c> when unknown.</summary>
    public static string Count(long? value) => value is { } known ? Count(known) : None;

    /// <summary>USD shortened to three or four figures: <c>$1.23M</c>, <c>-$45.6k</c>, <c>$12.34</c>.</summary>
    public static string Usd(double? value) => value is { } usd ? UsdText.Short(usd) ?? None : None;

    /// <summary>USD with a sign: <c>+$1.23M</c>.</summary>
    public static string SignedUsd(double? value) => value is { } usd ? UsdText.Signed(usd) ?? None : None;

    /// <summary>Money to the cent: <c>$10,250.55</c>.</summary>
    public static string Money(decimal? value) => value is { } usd ? UsdText.Exact(usd) : None;

    /// <summary>A change in percent, with its sign: <c>+1.25 %</c>.</summary>
    public static string Percent(double? percent) => percent is { } known ? known.ToString("+0.00;-0.00;0.00", Invariant) + " %" : None;

    /// <summary>A score of the strategy, 0 to 10: <c>7.50</c>.</summary>
    public static string Score(double score) => double.IsFinite(score) ? score.ToString("0.00", Invariant) : None;

    /// <summary>A price with as many places as its size asks for: <c>67,123.50</c>, <c>1.2345</c>, <c>0.00001234</c>.</summary>
    public static string Price(double? value) => value is { } price ? PriceText.Of(price) ?? None : None;

    /// <summary>A quantity without trailing zeros: <c>1,250.125</c>.</summary>
    public static string Quantity(decimal value) => value.ToString("#,0.########", Invariant);

    /// <summary>A rate: <c>1,234/s</c>, <c>0.25/s</c>.</summary>
    public static string Rate(double perSecond) => perSecond.ToString(perSecond >= 100 ? "N0" : "0.##", Invariant) + "/s";

    /// <summary>Bytes in powers of 1024: <c>1.2 GiB</c>.</summary>
    public static string Bytes(double bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var unit = 0;
        while (Math.Abs(bytes) >= 1024 && unit < units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return bytes.ToString(unit == 0 ? "0" : "0.0", Invariant) + " " + units[unit];
    }

    /// <summary>UTC to the second: <c>2025-01-01 00:05:00</c>.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", Invariant) ?? None;

    /// <summary>UTC to the second of milliseconds since 1970.</summary>
    public static string Time(long unixMs) => Time(DateTimeOffset.FromUnixTimeMilliseconds(unixMs));

    /// <summary>The two largest units: <c>850ms</c>, <c>42s</c>, <c>3m 5s</c>, <c>2h 10m</c>, <c>4d 3h</c>.</summary>
    public static string Span(TimeSpan span)
    {
        var size = span.Duration();
        var text = size switch
        {
            { TotalSeconds: < 1 } => string.Create(Invariant, $"{size.TotalMilliseconds:0}ms"),
            { TotalMinutes: < 1 } => string.Create(Invariant, $"{(int)size.TotalSeconds}s"),
            { TotalHours: < 1 } => string.Create(Invariant, $"{(int)size.TotalMinutes}m {size.Seconds}s"),
            { TotalDays: < 1 } => string.Create(Invariant, $"{(int)size.TotalHours}h {size.Minutes}m"),
            _ => string.Create(Invariant, $"{(long)size.TotalDays}d {size.Hours}h"),
        };
        return span < TimeSpan.Zero ? "-" + text : text;
    }

    /// <summary>How long ago: <c>42s ago</c>, <c>in 5s</c>, <c>now</c>.</summary>
    public static string Ago(DateTimeOffset? then, DateTimeOffset now)
    {
        if (then is not { } time)
        {
            return None;
        }

        var age = now - time;
        return age.Duration() < TimeSpan.FromSeconds(1) ? "now" : age > TimeSpan.Zero ? Span(age) + " ago" : "in " + Span(age.Duration());
    }
}
