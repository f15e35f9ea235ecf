using System.Globalization;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Grains.Signals;

internal static partial class OutboxLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Signal {Id} could not be handed over; the outbox sends it again")]
    public static partial void SendFailed(ILogger logger, string id, Exception exception);

    /// <summary>A signal is given. An exit follows from the position: it has no entry score, and says why instead.</summary>
    public static void Given(ILogger logger, Signal signal)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            var price = PriceText.Of(signal.EntryPrice) ?? "an unknown price";
            var why = signal.Action == SignalAction.Close ? signal.Reasoning : string.Create(CultureInfo.InvariantCulture, $"score {signal.Score:0.00}");
            Given(logger, signal.Id, price, why);
        }
    }

    /// <summary>A signal from outside is taken.</summary>
    public static void Taken(ILogger logger, Signal signal)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            var price = PriceText.Of(signal.EntryPrice) ?? "an unknown price";
            Taken(logger, signal.Id, signal.Source ?? "", price, signal.Reasoning);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Signal {Id} is not given: the market has ended, no trade follows that could fill it")]
    public static partial void Unfillable(ILogger logger, string id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signal {Id} was refused: {Codes}")]
    public static partial void Refused(ILogger logger, string id, string codes);

    [LoggerMessage(Level = LogLevel.Information, Message = "Signal {Id} from outside ({Source}) at {Price}: {Why}")]
    private static partial void Taken(ILogger logger, string id, string source, string price, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Signal {Id} at {Price}: {Why}")]
    private static partial void Given(ILogger logger, string id, string price, string why);
}
