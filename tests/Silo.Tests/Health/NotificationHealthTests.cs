using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Notifications.Delivery;
using SqueezeFlow.Silo.Health;

namespace SqueezeFlow.Silo.Tests.Health;

/// <summary>Health as people are told of it, and the health of telling them.</summary>
public sealed class NotificationHealthTests
{
    private static readonly ChannelStatus Webhook = new("webhook", 2, 12, 0, 1, 0, null, null);

    [Fact]
    public void Channels_that_deliver_are_healthy()
    {
        var part = NotificationsProbe.Judge([Webhook, Webhook with { Name = "telegram", Delivered = 3 }]);

        Assert.Equal(("notifications", "healthy", "webhook works, 12 delivered; telegram works, 3 delivered"), (part.Name, part.Level, part.Reason));
        Assert.Equal(new Dictionary<string, double> { ["delivered"] = 15, ["failed"] = 0, ["dropped"] = 2, ["waiting"] = 4 }, part.Figures);
    }

    [Theory]
    [InlineData(1, 0, "healthy", "works")]
    [InlineData(3, 0, "degraded", "keeps failing (3 attempts in a row)")]
    [InlineData(1, 1, "degraded", "keeps failing (1 attempts in a row)")]
    [InlineData(0, 1, "healthy", "works")]
    public void A_channel_that_keeps_failing_degrades_and_says_why(int inRow, long failed, string level, string words)
    {
        var part = NotificationsProbe.Judge([Webhook with { FailuresInRow = inRow, Failed = failed, LastProblem = "503", LastProblemAt = DateTimeOffset.UnixEpoch }]);

        Assert.Equal((level, $"webhook {words}, 12 delivered, last failure at 1970-01-01 00:00:00 UTC: 503"), (part.Level, part.Reason));
    }

    [Fact]
    public void The_service_is_told_as_not_ready_with_the_parts_that_keep_it_from_that()
    {
        var told = new KeptNotices();
        HealthPart[] parts = [new("executor", "critical", "no account", new Dictionary<string, double>()), new("feeds", "degraded", "one is away", new Dictionary<string, double>())];

        ReadinessNotice.Tell(told, new("critical", false, parts));
        ReadinessNotice.Tell(told, new("degraded", true, parts[1..]));

        Assert.Equal([NoticeKinds.NotReady, NoticeKinds.Ready], told.All.Select(notice => notice.Kind));
        Assert.Single(told.All.Select(notice => notice.Subject).Distinct());
        Assert.Equal("executor: no account", told.All[0].Values["reason"]);
    }

    private sealed class KeptNotices : INotifier
    {
        public List<Notice> All { get; } = [];

        public void Notify(Notice notice) => All.Add(notice);

        public void Withdraw(NoticeKind kind, string subject)
        {
        }
    }
}
