using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Grains.Health.Silos;
using SqueezeFlow.Silo.Configuration.Alerting;

namespace SqueezeFlow.Silo.Health.Alerts;

/// <summary>Looks at the health every five seconds and tells alerts to the log, to people and to other programs. What all processes of a cluster see, one of them tells.</summary>
internal sealed partial class AlertWatch(
    HealthMonitor monitor,
    IClusterWatch cluster,
    INotifier notifier,
    ILocalSiloDetails local,
    IOptions<AlertOptions> options,
    TimeProvider clock,
    ILogger<AlertWatch> log,
    IAlertChannel? channel = null) : BackgroundService
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly AlertBook _book = new(AlertRules.Of(options.Value), options.Value.Quiet);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var alert in _book.Note((await monitor.ReadAsync(stoppingToken)).Parts, clock.GetUtcNow()))
            {
                await TellAsync(alert, stoppingToken);
            }
        }
    }

    private async Task TellAsync(Alert alert, CancellationToken stoppingToken)
    {
        AlertMetrics.Standing.Add(alert.IsOver ? -1 : 1, new("alert", alert.Name), new("service", alert.Part));
        if (!alert.IsOver)
        {
            AlertMetrics.Raised.Add(1, new("alert", alert.Name), new("service", alert.Part));
        }

        if (alert.Rule.IsShared && !cluster.IsFirst)
        {
            return;
        }

        Log(alert);
        var kind = (alert.Rule.IsCritical, alert.IsOver) switch
        {
            (false, false) => NoticeKinds.Alert,
            (false, true) => NoticeKinds.AlertOver,
            (true, false) => NoticeKinds.Alarm,
            (true, true) => NoticeKinds.AlarmOver,
        };
        notifier.Notify(Notice.Of(kind, $"{alert.Name} {alert.Part}", ("alert", alert.Name), ("service", alert.Part), ("reason", alert.Words)));
        await PublishAsync(alert, stoppingToken);
    }

    // That Redis is away it cannot be told itself; the end of it can.
    private async Task PublishAsync(Alert alert, CancellationToken stoppingToken)
    {
        try
        {
            var message = new AlertMessage(clock.GetUtcNow(), alert.Name, alert.Part, alert.Rule.IsCritical, alert.IsOver, alert.Words, alert.Lasted, local.Name);
            await (channel?.TellAsync(message, stoppingToken) ?? Task.CompletedTask);
        }
        catch (IOException)
        {
            AlertMetrics.Untold.Add(1);
        }
    }

    private void Log(Alert alert)
    {
        if (alert.IsOver)
        {
            LogOver(alert.Name, alert.Lasted, alert.Words);
        }
        else if (alert.Rule.IsCritical)
        {
            LogCritical(alert.Name, alert.Words, alert.Lasted);
        }
        else
        {
            LogWarning(alert.Name, alert.Words, alert.Lasted);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Alert {Name}: {Words}, for {Lasted}")]
    private partial void LogCritical(string name, string words, TimeSpan lasted);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {Name}: {Words}, for {Lasted}")]
    private partial void LogWarning(string name, string words, TimeSpan lasted);

    [LoggerMessage(Level = LogLevel.Information, Message = "Alert {Name} is over after {Lasted}: it was {Words}")]
    private partial void LogOver(string name, TimeSpan lasted, string words);
}
