using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SqueezeFlow.Simulation.Venues.Rest;

/// <summary>Parameters of a REST call.</summary>
internal sealed class VenueQuery(IQueryCollection query)
{
    /// <summary>The market asked for.</summary>
    public string? Symbol => Text("symbol");

    /// <summary>The markets asked for in <c>symbol</c> or <c>symbols</c>; null for all.</summary>
    public IReadOnlyList<string>? Symbols =>
        Symbol is { } one ? [one] : Text("symbols")?.Trim('[', ']').Split(',').Select(name => name.Trim('"', ' ')).ToList();

    /// <summary>Kline interval, e.g. <c>5m</c>.</summary>
    public string? Interval => Text("interval");

    /// <summary>First id.</summary>
    public long? FromId => Number("fromId");

    /// <summary>First time, milliseconds.</summary>
    public long? StartTime => Number("startTime");

    /// <summary>Last time, inclusive, milliseconds.</summary>
    public long? EndTime => Number("endTime");

    /// <summary>Rows wanted: 500 unless told, at most <paramref name="most"/>.</summary>
    public int Limit(int most) => (int)Math.Clamp(Number("limit") ?? 500, 1, most);

    /// <summary>An error of the venue.</summary>
    public static string Error(int code, string message) => $$"""{"code":{{code}},"msg":"{{message}}"}""";

    private string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    private long? Number(string name) =>
        long.TryParse(query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
