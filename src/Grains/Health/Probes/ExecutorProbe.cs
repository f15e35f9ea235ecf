using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Health.Probes;

/// <summary>
/// Whether the executor answers, its account can be read, and every exit gets out: one that was tried and is not done is degraded, after a minute
/// critical.
/// </summary>
/// <param name="grains">The executors.</param>
/// <param name="clock">Wall time.</param>
/// <param name="executor">Name of its account.</param>
/// <param name="isShared">Whether the executor is one for several processes: none of them is less ready than the others for what it lacks.</param>
internal sealed class ExecutorProbe(IGrainFactory grains, TimeProvider clock, string executor = AccountNames.Main, bool isShared = false) : IHealthProbe
{
    /// <summary>Time after which an exit that is outstanding is critical.</summary>
    public static readonly TimeSpan LongExit = TimeSpan.FromMinutes(1);

    private const string Part = "executor";
    private const int MostNamed = 3;

    // One of several bots is no reason to take the service out.
    public bool IsRequired => executor == AccountNames.Main && !isShared;

    public string PartName { get; } = executor == AccountNames.Main ? Part : $"{Part}:{executor}";

    public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken) =>
        Judge(await grains.GetGrain<IExecutorGrain>(executor).GetHealthAsync(), clock.GetUtcNow()) with { Name = PartName };

    /// <summary>The level and the reasons of a state.</summary>
    internal static HealthPart Judge(ExecutionHealth health, DateTimeOffset now)
    {
        (string Level, string Reason)[] findings = [.. FindingsOf(health, now)];
        var answers = health.Account is { } account ? $"account {account.Name} answers" : "the account cannot be reached";
        return new(
            Part,
            HealthLevels.Worst(findings.Select(finding => finding.Level).Append(HealthLevels.Healthy)),
            string.Join("; ", findings.Select(finding => finding.Reason).Prepend(answers)),
            new Dictionary<string, double>
            {
                ["total_usd"] = (double)(health.Account?.TotalUsd ?? 0),
                ["free_usd"] = (double)(health.Account?.FreeUsd ?? 0),
                ["open"] = health.Open,
                ["foreign"] = health.Foreign,
                ["adopted"] = health.Adopted,
                ["orphans"] = health.Orphans,
                ["unknown"] = health.Unknown,
                ["exits_outstanding"] = health.Exits.Count,
            });
    }

    private static IEnumerable<(string Level, string Reason)> FindingsOf(ExecutionHealth health, DateTimeOffset now)
    {
        if (health.Account is null)
        {
            yield return (HealthLevels.Critical, health.Problem ?? "it does not say why");
        }

        if (health.Exits.Count > 0)
        {
            var oldest = health.Exits.Min(exit => exit.Since);
            var names = string.Join(", ", health.Exits.Take(MostNamed).Select(exit => $"{exit.SignalId} ({exit.Attempts} calls: {exit.Reason})"));
            yield return (
                now - oldest >= LongExit ? HealthLevels.Critical : HealthLevels.Degraded,
                $"{health.Exits.Count} {(health.Exits.Count == 1 ? "exit is" : "exits are")} outstanding, the oldest for {(now - oldest).TotalSeconds:0} s: {names}");
        }

        if (health.Unknown > 0)
        {
            yield return (HealthLevels.Degraded, $"the outcome of {health.Unknown} {(health.Unknown == 1 ? "order" : "orders")} is not known");
        }

        if (health.Doubled.Count > 0)
        {
            yield return (HealthLevels.Degraded, $"more than one position is open on {string.Join(", ", health.Doubled)}");
        }

        if (health.IsPaused)
        {
            yield return (HealthLevels.Degraded, "entries are paused by hand");
        }
    }
}
