using System.Globalization;

namespace SqueezeFlow.Simulation.Freqtrade.Api;

/// <summary>Times as the bot writes them.</summary>
internal static class Times
{
    /// <summary>Without a zone, whole seconds.</summary>
    public static string? Plain(long? unixMs) =>
        unixMs is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : null;

    /// <summary>With a zone, as <c>/health</c> has it.</summary>
    public static string? Zoned(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>With an offset, as messages have it.</summary>
    public static string? Offset(long? unixMs) =>
        unixMs is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture) : null;

    /// <summary>Without an offset, as messages of a cancelled entry have it.</summary>
    public static string? Bare(long? unixMs) =>
        unixMs is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture) : null;
}
