using SqueezeFlow.Notifications.Delivery;
using SqueezeFlow.Notifications.Settings;
using SqueezeFlow.Notifications.Tests.Doubles;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Notifications.Tests;

/// <summary>From a notice to the channels.</summary>
public sealed class NotificationHubTests
{
    private readonly ManualClock _clock = new();
    private readonly KeptLog _log = new();
    private readonly NotificationOptions _options = new() { Instance = "here" };

    [Fact]
    public async Task A_channel_that_hangs_holds_up_neither_the_caller_nor_the_other_channel()
    {
        var (hanging, working) = (new ScriptedChannel(), new ScriptedChannel());
        hanging.Answer = static async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return SendOutcome.Delivered;
        };
        using var hub = HubOf(hanging, working);
        await hub.StartAsync(TestContext.Current.CancellationToken);

        hub.Notify(Notices.Entry("BTC"));
        hub.Notify(Notices.Entry("ETH"));
        await Until.IsSoAsync(() => working.Sent.Length == 2 && hanging.Sent.Length == 1, "one channel has sent both, the other hangs");

        var stop = hub.StopAsync(TestContext.Current.CancellationToken);
        await Until.IsSoAsync(() => stop.IsCompleted, "the stop is over", _clock, TimeSpan.FromSeconds(0.5));
        await stop;
        Assert.Contains(_log.Lines, line => line.Contains("lost: Entered BTC LONG at 100, 3x, score 0.7; Entered ETH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_has_to_settle_is_told_without_anybody_saying_more()
    {
        var channel = new ScriptedChannel();
        using var hub = HubOf(channel);
        await hub.StartAsync(TestContext.Current.CancellationToken);

        hub.Notify(Notices.Stale("BYBIT/0"));
        _clock.Advance(_options.SettleAfter - TimeSpan.FromSeconds(1));
        Assert.Empty(channel.Sent);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Until.IsSoAsync(() => channel.Sent.Length == 1, "it is told");

        Assert.Equal("BYBIT/0 delivers nothing, 4 markets: no answer", channel.Texts[0]);
        await hub.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_test_goes_past_all_that_waits_and_tells_of_every_channel()
    {
        var (refusing, working) = (new ScriptedChannel { Answer = static (_, _) => Task.FromResult(SendOutcome.Refused("401")) }, new ScriptedChannel());
        using var hub = HubOf(refusing, working);

        var results = await hub.TestAsync(TestContext.Current.CancellationToken);

        Assert.Equal([new("scripted", false, "401"), new("scripted", true, null)], results);
        Assert.Equal("A test of scripted", Assert.Single(working.Texts));
    }

    [Fact]
    public async Task A_notice_that_comes_before_the_start_or_after_the_stop_throws_nothing()
    {
        var channel = new ScriptedChannel();
        using var hub = HubOf(channel);
        hub.Notify(Notices.Entry("BTC"));
        await hub.StartAsync(TestContext.Current.CancellationToken);
        await Until.IsSoAsync(() => channel.Sent.Length == 1, "what came before the start is told");
        await hub.StopAsync(TestContext.Current.CancellationToken);

        hub.Notify(Notices.Entry("ETH"));
        hub.Notify(Notices.Stale("BYBIT/0"));

        Assert.Single(channel.Sent);
    }

    private NotificationHub HubOf(params ScriptedChannel[] channels) =>
        new(channels.Select(channel => ((IChannel)channel, (ChannelOptions)new WebhookChannelOptions { Enabled = true })), _options, _clock, _log);
}
