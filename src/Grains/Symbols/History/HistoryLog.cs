using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Symbols.History;

internal static partial class HistoryLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "History of {Market} could not be read; the window stays as stored, it is asked again at the next bar: {Cause}")]
    public static partial void Failed(ILogger logger, MarketId market, string cause);
}
