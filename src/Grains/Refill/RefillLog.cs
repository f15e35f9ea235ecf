using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Refill;

internal static partial class RefillLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Market}: gap after {BeforeUnixMs} ms ({Reason}) is filled by {By}")]
    public static partial void Filled(ILogger logger, MarketId market, long beforeUnixMs, string reason, string by);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Market}: gap after {BeforeUnixMs} ms ({Reason}) cannot be filled whole: {Why}")]
    public static partial void Left(ILogger logger, MarketId market, long beforeUnixMs, string reason, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Market}: the search for missed trades failed; the next try is in {Delay}")]
    public static partial void Failed(ILogger logger, MarketId market, TimeSpan delay, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Market}: the search for the gap after {BeforeUnixMs} ms broke; the gap stays")]
    public static partial void Broken(ILogger logger, MarketId market, long beforeUnixMs, Exception exception);
}
