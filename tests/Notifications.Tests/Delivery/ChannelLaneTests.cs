using SqueezeFlow.Core.Notices;
using SqueezeFlow.Notifications.Delivery;
using SqueezeFlow.Notifications.Settings;
using SqueezeFlow.Notifications.Tests.Doubles;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Notifications.Tests.Delivery;

/// <summary>Pace, bundling, repetition and the end of one channel.</summary>
public sealed class ChannelLaneTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new();
    private readonly KeptLog _log = new();
    private readonly ScriptedChannel _channel = new();
    private readonly WebhookChannelOptions _options = new() { MaxPerMinute = 3, Retries = 4 };
    private readonly NotificationOptions _common = new() { Instance = "here", QueueCapacity = 20 };
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;
    private ChannelLane? _lane;

    private ChannelLane Lane => _lane ??= new(_channel, _options, _common, new(_common), _clock, _log);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _end.CancelAsync();
        await _running;
        _stopping.Dispose();
        _end.Dispose();
    }

    [Fact]
    public async Task What_comes_too_fast_is_bundled_by_kind_and_goes_when_there_is_room_again()
    {
        for (var i = 0; i < 16; i++)
        {
            Offer(Notices.Entry($"C{i}"));
        }

        Offer(Notices.Exit("1"));
        Start();
        await Until.IsSoAsync(() => _channel.Sent.Length == 2, "both kinds are sent");

        var (first, second) = (_channel.Sent[0], _channel.Sent[1]);
        Assert.Equal((NoticeKinds.ExitOutstanding.Name, 0), (first.Kind.Name, first.More));
        Assert.Equal((NoticeKinds.EntryFilled.Name, "C0", 15, 9), (second.Kind.Name, second.Subject, second.More, second.Others.Count));

        Offer(Notices.Entry("X1"));
        await Until.IsSoAsync(() => _channel.Sent.Length == 3, "the last of the minute is sent");
        Offer(Notices.Entry("X2"));
        Offer(Notices.Entry("X3"));
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(3, _channel.Sent.Length);
        await Until.IsSoAsync(() => _channel.Sent.Length > 3, "the next minute begins", _clock, TimeSpan.FromSeconds(1));
        Assert.Equal("X2", _channel.Sent[3].Subject);
    }

    [Fact]
    public async Task Never_more_messages_than_allowed_go_in_any_minute()
    {
        Start();
        var began = _clock.GetUtcNow();
        for (var second = 0; second < 300; second++)
        {
            Offer(Notices.Entry($"C{second}"));
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        // The clock may go on while a message is on its way: which second it was sent in nobody can say, how many there were at most everybody.
        await Until.IsSoAsync(() => _channel.Sent.Sum(message => message.More + 1) + Lane.Status.Dropped == 300, "all are sent or counted as dropped", _clock, TimeSpan.FromSeconds(1));
        var minutes = (int)(_clock.GetUtcNow() - began).TotalMinutes + 1;
        Assert.InRange(_channel.Sent.Length, 1, minutes * _options.MaxPerMinute);
    }

    [Fact]
    public void The_oldest_goes_when_too_many_wait_and_is_counted()
    {
        for (var i = 0; i < 27; i++)
        {
            Offer(Notices.Entry($"C{i}"));
        }

        Assert.Equal((20, 7), (Lane.Status.Waiting, Lane.Status.Dropped));
        Assert.Single(_log.Lines, line => line.Contains("QueueCapacity", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_attempt_that_may_be_repeated_is_repeated_with_growing_waits_and_the_same_id()
    {
        List<DateTimeOffset> at = [];
        _channel.Answer = (_, _) =>
        {
            at.Add(_clock.GetUtcNow());
            return Task.FromResult(at.Count < 4 ? SendOutcome.Missed("503") : SendOutcome.Delivered);
        };
        _options.MaxPerMinute = 100;
        Offer(Notices.Entry("BTC"));
        Start();
        await Until.IsSoAsync(() => Lane.Status.Delivered == 1, "it is delivered at last", _clock, TimeSpan.FromSeconds(0.1));

        Assert.Single(_channel.Sent.Select(message => message.Id).Distinct());
        TimeSpan[] waits = [.. at.Zip(at.Skip(1), (earlier, later) => later - earlier)];
        Assert.InRange(waits[0].TotalSeconds, 1, 3);
        Assert.InRange(waits[1].TotalSeconds, 2, 5);
        Assert.InRange(waits[2].TotalSeconds, 4, 9);
        Assert.Equal((0, 0L), (Lane.Status.FailuresInRow, Lane.Status.Failed));
        Assert.Contains(_log.Lines, line => line.Contains("delivered again, after 3 attempts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_other_side_is_left_alone_for_as_long_as_it_asks()
    {
        var asked = TimeSpan.FromMinutes(3);
        _channel.Answer = (_, _) => Task.FromResult(_channel.Sent.Length == 1 ? SendOutcome.Missed("429", asked) : SendOutcome.Delivered);
        Offer(Notices.Entry("BTC"));
        Start();
        await Until.IsSoAsync(() => Lane.Status.FailuresInRow == 1, "the first attempt is refused");

        _clock.Advance(asked - TimeSpan.FromSeconds(1));
        Assert.Single(_channel.Sent);
        await Until.IsSoAsync(() => Lane.Status.Delivered == 1, "it is delivered", _clock, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task What_would_be_refused_again_is_given_up_at_once_and_the_next_one_goes_out()
    {
        _channel.Answer = static (message, _) => Task.FromResult(message.Subject == "BTC" ? SendOutcome.Refused("403") : SendOutcome.Delivered);
        Offer(Notices.Entry("BTC"));
        Offer(Notices.Entry("ETH"));
        Start();
        await Until.IsSoAsync(() => Lane.Status.Delivered == 1, "the second is delivered");

        Assert.Equal(["BTC", "ETH"], _channel.Sent.Select(message => message.Subject));
        Assert.Equal((1L, "403"), (Lane.Status.Failed, Lane.Status.LastProblem));
    }

    [Fact]
    public async Task A_message_is_given_up_after_its_repetitions()
    {
        _options.MaxPerMinute = 100;
        _channel.Answer = static (_, _) => Task.FromResult(SendOutcome.Missed("500"));
        Offer(Notices.Entry("BTC"));
        Start();
        await Until.IsSoAsync(() => Lane.Status.Failed == 1, "it is given up", _clock, TimeSpan.FromSeconds(5));

        Assert.Equal(1 + _options.Retries, _channel.Sent.Length);
    }

    [Fact]
    public async Task An_attempt_that_is_never_answered_is_given_up_in_time_and_repeated()
    {
        _channel.Answer = async (_, token) =>
        {
            if (_channel.Sent.Length == 1)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }

            return SendOutcome.Delivered;
        };
        Offer(Notices.Entry("BTC"));
        Start();
        await Until.IsSoAsync(() => Lane.Status.Delivered == 1, "the second attempt is taken", _clock, TimeSpan.FromSeconds(1));

        Assert.Contains("no answer within 10 s", Lane.Status.LastProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_throws_costs_its_message_and_no_other()
    {
        _channel.Answer = static (message, _) => message.Subject == "BTC" ? throw new InvalidOperationException("token 123") : Task.FromResult(SendOutcome.Delivered);
        Offer(Notices.Entry("BTC"));
        Offer(Notices.Entry("ETH"));
        Start();
        await Until.IsSoAsync(() => Lane.Status.Delivered == 1, "the second is delivered");

        Assert.Equal("failed with InvalidOperationException", Lane.Status.LastProblem);
    }

    [Theory]
    [InlineData(NoticeSeverity.Info, "", 3)]
    [InlineData(NoticeSeverity.Warning, "", 2)]
    [InlineData(NoticeSeverity.Critical, "", 2)]
    [InlineData(NoticeSeverity.Info, "entryfilled, exitDone", 1)]
    public void A_channel_is_told_what_it_wants_and_the_end_of_all_it_was_told_stands(NoticeSeverity least, string excluded, int expected)
    {
        (_options.MinSeverity, _options.Exclude) = (least, excluded);

        Offer(Notices.Entry("BTC"));
        Offer(Notices.Exit("1"));
        Offer(Notices.ExitDone("1"));

        Assert.Equal(expected, Lane.Status.Waiting);
    }

    [Fact]
    public async Task At_the_end_what_waits_is_tried_once_in_bundles_past_every_limit_and_what_is_lost_is_said()
    {
        _options.MaxPerMinute = 1;
        _channel.Answer = static (message, _) => Task.FromResult(message.Kind.Name == "exitOutstanding" ? SendOutcome.Missed("502") : SendOutcome.Delivered);
        Offer(Notices.Exit("1"));
        Start();
        await Until.IsSoAsync(() => Lane.Status.FailuresInRow == 1, "the first attempt fails");
        for (var i = 0; i < 4; i++)
        {
            Offer(Notices.Entry($"C{i}"));
        }

        await _stopping.CancelAsync();
        await _running;
        await Lane.DrainAsync(_end.Token);

        Assert.Equal(["exitOutstanding", "exitOutstanding", "entryFilled"], _channel.Sent.Select(message => message.Kind.Name));
        Assert.Equal(3, _channel.Sent[2].More);
        Assert.Equal(0, Lane.Status.Waiting);
        Assert.Contains(_log.Lines, line => line.StartsWith("Not delivered by scripted before the end, and lost: The exit of BTC is outstanding", StringComparison.Ordinal));
    }

    private void Start()
    {
        // Made here: what is offered meanwhile must not make another one.
        var lane = Lane;
        _running = Task.Run(() => lane.RunAsync(_stopping.Token, _end.Token), TestContext.Current.CancellationToken);
    }

    private void Offer(Notice notice) => Lane.Offer(new(notice, _clock.GetUtcNow()));
}
