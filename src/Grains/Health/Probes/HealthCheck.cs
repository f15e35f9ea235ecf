using System.Diagnostics.CodeAnalysis;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Grains.Health.Probes;

/// <summary>Asks every probe and sums up. Safe for concurrent use.</summary>
/// <param name="probes">The parts.</param>
/// <param name="clock">Drives the time limit of a probe.</param>
public sealed class HealthCheck(IEnumerable<IHealthProbe> probes, TimeProvider clock)
{
    /// <summary>A probe that takes longer counts as critical.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    private readonly IHealthProbe[] _probes = [.. probes];

    /// <summary>Asks all probes at once. The service is ready when no required part is unhealthy or critical.</summary>
    public async Task<HealthView> RunAsync(CancellationToken cancellationToken)
    {
        var parts = await Task.WhenAll(_probes.Select(probe => CheckAsync(probe, cancellationToken)));
        var isReady = !_probes.Zip(parts).Any(pair =>
            pair.First.IsRequired && HealthLevels.RankOf(pair.Second.Level) >= HealthLevels.RankOf(HealthLevels.Unhealthy));
        return new(
            HealthLevels.Worst(parts.Select(part => part.Level)),
            isReady,
            [.. parts.OrderBy(part => part.Name, StringComparer.Ordinal)]);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a part throws is what is wrong with it, and is told.")]
    private async Task<HealthPart> CheckAsync(IHealthProbe probe, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var part = await probe.CheckAsync(limit.Token).AsTask().WaitAsync(TimeLimit, clock, cancellationToken);
            return HealthLevels.RankOf(part.Level) == HealthLevels.RankOf(HealthLevels.Critical) ? part with { Level = HealthLevels.Critical } : part;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (TimeoutException)
        {
            await limit.CancelAsync();
            return Critical(probe, $"no answer within {TimeLimit.TotalSeconds:0} s");
        }
        catch (Exception error)
        {
            return Critical(probe, $"{error.GetType().Name}: {error.Message}");
        }
    }

    private static HealthPart Critical(IHealthProbe probe, string reason) =>
        new(NameOf(probe), HealthLevels.Critical, reason, new Dictionary<string, double>());

    private static string NameOf(IHealthProbe probe)
    {
        if (probe.PartName is { } told)
        {
            return told;
        }

        var name = probe.GetType().Name;
        var trimmed = name.EndsWith("Probe", StringComparison.Ordinal) ? name[..^"Probe".Length] : name;
        return trimmed.ToLowerInvariant();
    }
}
