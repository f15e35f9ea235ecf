using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Grains.Health;

namespace SqueezeFlow.Silo.Health;

/// <summary>
/// Whether the bot would take entries, and what keeps it from that: degraded while it answers and is not ready (stopped, of another kind than was
/// set up, its loop standing still, paused after failures) or something else has to be mended, critical while it does not answer.
/// </summary>
/// <param name="monitor">Looks at it.</param>
/// <param name="account">Name of the account that it holds.</param>
internal sealed class FreqtradeProbe(IFreqtradeMonitor monitor, string account = AccountNames.Main) : IHealthProbe
{
    private const string Part = "freqtrade";

    // Exits and look-ups are the executor's to tell; an unfit bot is no reason to take the service out.
    public bool IsRequired => false;

    public string PartName { get; } = account == AccountNames.Main ? Part : $"{Part}:{account}";

    public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken) =>
        Judge(await monitor.CheckAsync(cancellationToken)) with { Name = PartName };

    internal static HealthPart Judge(FreqtradeStatus status)
    {
        var figures = new Dictionary<string, double> { ["ready"] = status.IsReady ? 1 : 0 };
        if (status.LastLoopAge is { } age)
        {
            figures["last_loop_age_s"] = Math.Round(age.TotalSeconds, 1);
        }

        if (status.IsListening is { } isListening)
        {
            figures["listening"] = isListening ? 1 : 0;
        }

        return new(Part, LevelOf(status), ReasonOf(status), figures);
    }

    private static string LevelOf(FreqtradeStatus status) => status switch
    {
        { IsReachable: false } => HealthLevels.Critical,
        { IsReady: true, Notes.Count: 0 } => HealthLevels.Healthy,
        _ => HealthLevels.Degraded,
    };

    private static string ReasonOf(FreqtradeStatus status)
    {
        var stand = status.IsReady
            ? $"{status.Bot ?? "the bot"} {status.Version} is ready: {status.TradingMode}, {(status.IsDryRun == true ? "dry run" : "REAL MONEY")}"
            : $"no entry is sent: {string.Join("; ", status.Problems)}";
        return string.Join("; ", status.Notes.Prepend(stand));
    }
}
