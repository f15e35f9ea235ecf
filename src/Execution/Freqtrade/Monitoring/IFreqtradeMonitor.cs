namespace SqueezeFlow.Execution.Freqtrade.Monitoring;

/// <summary>Looks at the bot for health pages and the start-up check. Safe for concurrent use.</summary>
public interface IFreqtradeMonitor
{
    /// <summary>Asks the bot for its state and compares it with the configuration. Never throws for a bot that is down.</summary>
    Task<FreqtradeStatus> CheckAsync(CancellationToken cancellationToken);
}
