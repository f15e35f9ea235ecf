using SqueezeFlow.Core.Notices;
using SqueezeFlow.Notifications.Messages;

namespace SqueezeFlow.Notifications.Tests.Doubles;

/// <summary>Notices to test with.</summary>
internal static class Notices
{
    public static Notice Entry(string id) => Notice.Of(NoticeKinds.EntryFilled, id, ("symbol", id), ("side", "LONG"), ("price", "100"), ("leverage", "3"), ("score", "0.7"));

    public static Notice Exit(string id, string reason = "connection refused") => Notice.Of(NoticeKinds.ExitOutstanding, id, ("symbol", "BTC"), ("reason", reason));

    public static Notice ExitDone(string id) => Notice.Of(NoticeKinds.ExitDone, id, ("symbol", "BTC"), ("verdict", "filled"));

    public static Notice Stale(string feed) => Notice.Of(NoticeKinds.FeedStale, feed, ("feed", feed), ("markets", "4"), ("reason", "no answer"));

    public static Notice Back(string feed) => Notice.Of(NoticeKinds.FeedBack, feed, ("feed", feed));

    public static OutgoingMessage Message(string id = "BTC") => new MessageMaker(new() { Instance = "here" }).Of([new(Entry(id), DateTimeOffset.UnixEpoch)]);
}
