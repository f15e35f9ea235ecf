using System.Globalization;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Storage.Redis;

namespace SqueezeFlow.Silo.Health;

/// <summary>Whether signals reach Redis: degraded while it fails, is not connected or takes signals in part only. Never worse, since nothing here rests on it.</summary>
internal sealed class RedisProbe(SignalMirror mirror) : IHealthProbe
{
    public bool IsRequired => false;

    public ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken) => new(Judge(mirror.Status));

    internal static HealthPart Judge(MirrorStatus status)
    {
        var waiting = $"{status.Pending} {(status.Pending == 1 ? "signal waits" : "signals wait")} to be published";
        var (level, reason) = status switch
        {
            { Failure: { } failure, FailingSince: { } since } =>
                (HealthLevels.Degraded, string.Create(CultureInfo.InvariantCulture, $"{status.Address} fails since {since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {failure}; {waiting}")),
            { IsConnected: false } => (HealthLevels.Degraded, $"no connection to {status.Address}; {waiting}"),
            { Refusal: { } refusal } => (HealthLevels.Degraded, $"{status.Address} did not take the last signal whole: {refusal}"),
            _ => (HealthLevels.Healthy, $"signals are published to {status.Address}"),
        };
        return new("redis", level, reason, new Dictionary<string, double>
        {
            ["pending"] = status.Pending,
            ["published"] = status.Published,
            ["late"] = status.Late,
            ["failures"] = status.Failures,
            ["refused"] = status.Refused,
        });
    }
}
