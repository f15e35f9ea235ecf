using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Grains.Tests.Doubles;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>What people are to be told of feeds.</summary>
public sealed class FeedNoticesTests
{
    private readonly ToldNotices _told = new();

    [Theory]
    [InlineData(FeedStates.Connecting, "feedStale")]
    [InlineData(FeedStates.Waiting, "feedStale")]
    [InlineData(FeedStates.Failed, "feedStale")]
    [InlineData(FeedStates.Connected, "feedBack")]
    public void A_feed_delivers_while_it_is_connected(string state, string kind)
    {
        FeedNotices.Tell(_told, View(state));

        var notice = Assert.Single(_told.All);
        Assert.Equal((kind, "BYBIT/0", "4"), (notice.Kind.Name, notice.Subject, notice.Values["markets"]));
        Assert.True(kind == NoticeKinds.FeedBack.Name || notice.Values["reason"] == "reset by peer");
    }

    [Fact]
    public void Nobody_misses_a_feed_that_was_stopped()
    {
        FeedNotices.Tell(_told, View(FeedStates.Stopped));

        Assert.Empty(_told.All);
        Assert.Equal("BYBIT/0", Assert.Single(_told.Withdrawn));
    }

    private static FeedView View(string state) => new(
        "BYBIT/0", "BYBIT", "wss://bybit", state, "silo", 1, DateTimeOffset.UnixEpoch, 4, 0, 0, 0, 0, 1, null, new Dictionary<string, long>(), "reset by peer");
}
