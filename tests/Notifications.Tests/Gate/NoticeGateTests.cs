using SqueezeFlow.Core.Notices;
using SqueezeFlow.Notifications.Gate;
using SqueezeFlow.Notifications.Messages;
using SqueezeFlow.Notifications.Settings;
using SqueezeFlow.Notifications.Tests.Doubles;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Notifications.Tests.Gate;

/// <summary>What is told at all, and when.</summary>
public sealed class NoticeGateTests
{
    private readonly ManualClock _clock = new();
    private readonly List<TimedNotice> _told = [];
    private readonly NotificationOptions _options = new();
    private readonly NoticeGate _gate;

    public NoticeGateTests() => _gate = new(_options, _clock, _told.Add);

    private string[] Told => [.. _told.Select(told => told.Notice.Kind.Name)];

    [Fact]
    public void The_same_thing_is_told_once_until_the_time_of_repetition_is_over()
    {
        _gate.Take(Notices.Entry("BTC"));
        _gate.Take(Notices.Entry("BTC"));
        _gate.Take(Notices.Entry("ETH"));
        Assert.Equal(["BTC", "ETH"], _told.Select(told => told.Notice.Subject));

        Pass(_options.RepeatAfter);
        _gate.Take(Notices.Entry("BTC"));

        Assert.Equal(3, _told.Count);
    }

    [Fact]
    public void What_somebody_does_by_hand_is_told_each_time()
    {
        _gate.Take(Notice.Of(NoticeKinds.KillSwitch, "pause", ("action", "entries are paused")));
        _gate.Take(Notice.Of(NoticeKinds.KillSwitch, "pause", ("action", "entries are paused")));

        Assert.Equal(2, _told.Count);
    }

    [Fact]
    public void An_outstanding_exit_is_told_at_once_once_and_its_end_at_once_with_the_time_it_took()
    {
        _gate.Take(Notices.Exit("1"));
        Pass(TimeSpan.FromSeconds(90));
        _gate.Take(Notices.Exit("1", "500"));
        Pass(TimeSpan.FromSeconds(95));
        _gate.Take(Notices.ExitDone("1"));

        Assert.Equal(["exitOutstanding", "exitDone"], Told);
        Assert.Equal("3 min 5 s", _told[1].Notice.Values["lasted"]);
    }

    [Fact]
    public void The_end_of_what_was_never_told_is_not_told()
    {
        _gate.Take(Notices.ExitDone("1"));
        _gate.Take(Notices.Back("BYBIT/0"));

        Assert.Empty(_told);
    }

    [Fact]
    public void A_feed_that_is_back_in_time_is_not_told_at_all()
    {
        _gate.Take(Notices.Stale("BYBIT/0"));
        Pass(TimeSpan.FromSeconds(29));
        _gate.Take(Notices.Back("BYBIT/0"));
        Pass(TimeSpan.FromHours(2));

        Assert.Empty(_told);
        Assert.Null(_gate.NextDueAt);
    }

    [Fact]
    public void A_feed_that_stays_away_is_told_when_that_has_settled_and_its_return_too()
    {
        _gate.Take(Notices.Stale("BYBIT/0"));
        Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(["feedStale"], Told);

        Pass(TimeSpan.FromMinutes(10));
        _gate.Take(Notices.Back("BYBIT/0"));
        Assert.Single(_told);
        Pass(TimeSpan.FromSeconds(30));

        Assert.Equal(["feedStale", "feedBack"], Told);
        Assert.Equal("10 min 30 s", _told[1].Notice.Values["lasted"]);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(40, 2)]
    [InlineData(130, 6)]
    [InlineData(400, 8)]
    public void A_flapping_thing_is_told_a_few_times_in_a_day_whatever_its_pace(int seconds, int least)
    {
        for (var i = 0; i < 86_400 / seconds; i++)
        {
            _gate.Take(i % 2 == 0 ? Notices.Stale("BYBIT/0") : Notices.Back("BYBIT/0"));
            Pass(TimeSpan.FromSeconds(seconds));
        }

        Assert.InRange(_told.Count, least, 12);
    }

    [Fact]
    public void A_breaker_that_opens_and_closes_all_day_is_told_a_few_times_and_at_once_the_first_time()
    {
        _gate.Take(Notice.Of(NoticeKinds.BreakerOpen, "bot"));
        Assert.Single(_told);

        for (var i = 0; i < 500; i++)
        {
            Pass(TimeSpan.FromSeconds(31));
            _gate.Take(Notice.Of(NoticeKinds.BreakerClosed, "bot"));
            Pass(TimeSpan.FromSeconds(31));
            _gate.Take(Notice.Of(NoticeKinds.BreakerOpen, "bot"));
        }

        Assert.InRange(_told.Count, 2, 12);
    }

    [Fact]
    public void After_a_quiet_hour_a_return_counts_as_the_first()
    {
        for (var i = 0; i < 6; i++)
        {
            _gate.Take(Notices.Stale("BYBIT/0"));
            Pass(TimeSpan.FromSeconds(20));
            _gate.Take(Notices.Back("BYBIT/0"));
            Pass(TimeSpan.FromSeconds(20));
        }

        Pass(NoticeGate.Memory);
        _gate.Take(Notices.Stale("BYBIT/0"));
        Pass(_options.SettleAfter);

        Assert.Equal(["feedStale"], Told);
    }

    [Fact]
    public void What_is_withdrawn_is_not_told_and_has_no_end()
    {
        _gate.Take(Notices.Stale("BYBIT/0"));
        _gate.Withdraw(NoticeKinds.FeedStale, "BYBIT/0");
        Pass(TimeSpan.FromMinutes(5));
        _gate.Take(Notices.Back("BYBIT/0"));
        Pass(TimeSpan.FromMinutes(5));

        Assert.Empty(_told);
    }

    [Fact]
    public void A_gap_is_told_when_it_is_long_enough_and_stays()
    {
        Notice Gap(NoticeKind kind, string subject, int seconds) => Notice.Of(kind, subject, ("market", subject)) with { Length = TimeSpan.FromSeconds(seconds) };

        _gate.Take(Gap(NoticeKinds.GapFound, "short", 59));
        _gate.Take(Gap(NoticeKinds.GapFound, "filled", 600));
        _gate.Take(Gap(NoticeKinds.GapFound, "long", 60));
        Pass(TimeSpan.FromSeconds(10));
        _gate.Take(Gap(NoticeKinds.GapFilled, "filled", 600));
        Pass(TimeSpan.FromMinutes(5));
        _gate.Take(Gap(NoticeKinds.GapFilled, "short", 59));
        _gate.Take(Gap(NoticeKinds.GapFilled, "long", 60));

        Assert.Equal(["gapFound long", "gapFilled long"], _told.Select(told => $"{told.Notice.Kind} {told.Notice.Subject}"));
    }

    [Fact]
    public void Beyond_what_can_be_remembered_everything_is_told()
    {
        const int Count = NoticeGate.MostRemembered + 5;
        for (var i = 0; i < Count; i++)
        {
            _gate.Take(Notices.Exit($"{i}"));
        }

        Assert.Equal(Count, _told.Count);
    }

    // In steps, as the hub's timer would.
    private void Pass(TimeSpan time)
    {
        var end = _clock.GetUtcNow() + time;
        while (_gate.NextDueAt is { } due && due <= end)
        {
            _clock.Advance(due > _clock.GetUtcNow() ? due - _clock.GetUtcNow() : TimeSpan.Zero);
            _gate.TellDue();
        }

        _clock.Advance(end - _clock.GetUtcNow());
    }
}
