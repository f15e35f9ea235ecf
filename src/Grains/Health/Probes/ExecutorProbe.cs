using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Health.Probes;

/// <summary>Whether the executor answers and its account can be reached.</summary>
internal sealed class ExecutorProbe(IGrainFactory grains) : IHealthProbe
{
    public bool IsRequired => true;

    public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        var executor = grains.GetGrain<IExecutorGrain>(IExecutorGrain.Key);
        var account = await executor.GetAccountAsync();
        if (account is null)
        {
            return new("executor", HealthLevels.Critical, "the account cannot be reached", new Dictionary<string, double>());
        }

        var isPaused = await executor.IsPausedAsync();
        return new(
            "executor",
            isPaused ? HealthLevels.Degraded : HealthLevels.Healthy,
            isPaused ? $"account {account.Name} answers; entries are paused by hand" : $"account {account.Name} answers",
            new Dictionary<string, double> { ["total_usd"] = (double)account.TotalUsd, ["free_usd"] = (double)account.FreeUsd });
    }
}
