using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.OpenInterest;

internal static partial class OpenInterestLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Exchange}: open interest could not be read; the next try is in {Delay}")]
    public static partial void PollFailed(ILogger logger, string exchange, TimeSpan delay, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Exchange}: open interest could not be read; the next try is in {Delay}: {Cause}")]
    public static partial void NotRead(ILogger logger, string exchange, TimeSpan delay, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Exchange}: the list of markets could not be had; open interest of the known ones is read on, the next try is in {Delay}: {Cause}")]
    public static partial void RelistFailed(ILogger logger, string exchange, TimeSpan delay, string cause);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Exchange}: the coins could not be told that a poll failed")]
    public static partial void ReportFailed(ILogger logger, string exchange, Exception exception);

    [LoggerMessage(Message = "{Symbol}: open interest of {Market} is {Coins:0.########} coins ({Doubt}): it is stored and does not count")]
    public static partial void Doubted(ILogger logger, LogLevel level, string symbol, MarketId market, double coins, OpenInterestDoubt doubt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol}: {Aggregate} is not summed until {Missing} answers")]
    public static partial void Missing(ILogger logger, string symbol, string aggregate, string missing);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Symbol}: {Aggregate} is summed")]
    public static partial void Summed(ILogger logger, string symbol, string aggregate);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol}: open interest could not be stored; {Rows} rows wait for the next cycle")]
    public static partial void StoreFailed(ILogger logger, string symbol, int rows, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol}: stored open interest could not be read; comparisons over a day begin anew")]
    public static partial void HistoryFailed(ILogger logger, string symbol, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol}: the change of open interest could not be had; the evaluation goes on without")]
    public static partial void ChangeFailed(ILogger logger, string symbol, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Symbol}: no price could be had from its trades")]
    public static partial void PriceFailed(ILogger logger, string symbol, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Supervising open interest of {What} failed; it is tried again")]
    public static partial void SuperviseFailed(ILogger logger, string what, Exception exception);
}
