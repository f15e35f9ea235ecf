using System.Globalization;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Notifications;
using SqueezeFlow.Notifications.Delivery;

namespace SqueezeFlow.Silo.Health;

/// <summary>Whether people are reached: degraded while a channel keeps failing. Never worse, since nothing here rests on it.</summary>
internal sealed class NotificationsProbe(NotificationHub hub) : IHealthProbe
{
    /// <summary>Attempts in a row that bring nothing, from which a channel keeps failing.</summary>
    public const int Many = 3;

    public bool IsRequired => false;

    public ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken) => new(Judge(hub.Status));

    internal static HealthPart Judge(IReadOnlyList<ChannelStatus> channels) => new(
        "notifications",
        channels.Any(KeepsFailing) ? HealthLevels.Degraded : HealthLevels.Healthy,
        string.Join("; ", channels.Select(Describe)),
        new Dictionary<string, double>
        {
            ["delivered"] = channels.Sum(channel => channel.Delivered),
            ["failed"] = channels.Sum(channel => channel.Failed),
            ["dropped"] = channels.Sum(channel => channel.Dropped),
            ["waiting"] = channels.Sum(channel => channel.Waiting),
        });

    private static bool KeepsFailing(ChannelStatus channel) => channel.FailuresInRow >= Many || channel is { FailuresInRow: > 0, Failed: > 0 };

    private static string Describe(ChannelStatus channel)
    {
        var last = channel is { LastProblem: { } problem, LastProblemAt: { } at }
            ? string.Create(CultureInfo.InvariantCulture, $", last failure at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {problem}")
            : "";
        return $"{channel.Name} {(KeepsFailing(channel) ? $"keeps failing ({channel.FailuresInRow} attempts in a row)" : "works")}, {channel.Delivered} delivered{last}";
    }
}
