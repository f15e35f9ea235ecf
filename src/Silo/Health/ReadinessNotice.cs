using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Silo.Health;

/// <summary>Says that the service does not do its job, and that it does again. Said at every check; whoever tells people tells it once.</summary>
internal static class ReadinessNotice
{
    private const string Subject = "service";

    public static void Tell(INotifier notifier, HealthView health)
    {
        if (health.Ready)
        {
            notifier.Notify(Notice.Of(NoticeKinds.Ready, Subject, ("level", health.Level)));
            return;
        }

        var reasons = health.Parts
            .Where(part => HealthLevels.RankOf(part.Level) >= HealthLevels.RankOf(HealthLevels.Unhealthy))
            .Select(part => $"{part.Name}: {part.Reason}");
        notifier.Notify(Notice.Of(NoticeKinds.NotReady, Subject, ("level", health.Level), ("reason", string.Join("; ", reasons))));
    }
}
