using System.Globalization;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Storage.Redis.GrainState;

namespace SqueezeFlow.Silo.Health;

/// <summary>Whether states of grains are kept in Redis: critical while the last one was not, since no signal is given and no order is made without.</summary>
internal sealed class StatesProbe(StateTrial trial) : IHealthProbe
{
    public bool IsRequired => true;

    public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken) => Judge(await trial.RunAsync());

    internal static HealthPart Judge(StateFailure? failure) => new(
        "states",
        failure is null ? HealthLevels.Healthy : HealthLevels.Critical,
        failure is null
            ? "states of grains are kept in Redis"
            : string.Create(CultureInfo.InvariantCulture, $"states of grains are not kept since {failure.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {failure.Words}; no signal is given and no order is made"),
        new Dictionary<string, double>());
}
