using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views.Silos;
using SqueezeFlow.Grains.Health.Silos;

namespace SqueezeFlow.Grains.Tests.Health.Silos;

/// <summary>A process that tells what it was told to tell, or hangs.</summary>
internal sealed class ToldSilo(string name) : ISiloReporter
{
    /// <summary>Whether it answers no question for its health.</summary>
    public bool Hangs { get; set; }

    /// <summary>What it answers a question for its health with; null for its health.</summary>
    public Exception? Failure { get; set; }

    public SiloView View() => new(name, name, SiloStates.Active) { Version = "1.0.0", FeedsConnected = 3 };

    public async Task<SiloHealth> GetHealthAsync(CancellationToken cancellationToken)
    {
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return Failure is { } failure ? throw failure : new(name, name, HealthLevels.Degraded, true, [new("store", HealthLevels.Degraded, "slow", new Dictionary<string, double> { ["answer_ms"] = 7 })]);
    }
}
