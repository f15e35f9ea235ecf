using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Execution.Freqtrade.Monitoring;

/// <summary>Looks at the bot once at start and says in words what it found. A bot that is down or unfit stops entries, not the service.</summary>
internal sealed partial class FreqtradeStartupCheck(IFreqtradeMonitor monitor, ILogger<FreqtradeStartupCheck> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var status = await monitor.CheckAsync(stoppingToken).ConfigureAwait(false);
        if (status.IsReady)
        {
            LogReady(log, status.Bot ?? "without a name", status.Version ?? "of unknown version", status.TradingMode ?? "trading mode unknown", status.IsDryRun == true ? "dry run" : "REAL MONEY");
            return;
        }

        foreach (var problem in status.Problems)
        {
            LogProblem(log, problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "FreqTrade {Bot} {Version} is ready: {TradingMode}, {Money}")]
    private static partial void LogReady(ILogger logger, string bot, string version, string tradingMode, string money);

    [LoggerMessage(Level = LogLevel.Error, Message = "FreqTrade is not ready, no entry will be sent: {Problem}")]
    private static partial void LogProblem(ILogger logger, string problem);
}
