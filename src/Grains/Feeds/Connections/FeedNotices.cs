using System.Globalization;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Grains.Feeds.Connections;

/// <summary>Says that a feed delivers nothing, and that it does again. Said at every change; whoever tells people waits until it has settled.</summary>
internal static class FeedNotices
{
    /// <summary>A feed has changed its state.</summary>
    public static void Tell(INotifier notifier, FeedView feed)
    {
        switch (feed.State)
        {
            case FeedStates.Connected:
                notifier.Notify(Of(NoticeKinds.FeedBack, feed));
                break;
            case FeedStates.Stopped:
                Forget(notifier, feed.Id);
                break;
            default:
                notifier.Notify(Of(NoticeKinds.FeedStale, feed));
                break;
        }
    }

    /// <summary>A feed runs here no longer: nobody misses it.</summary>
    public static void Forget(INotifier notifier, string feedId) => notifier.Withdraw(NoticeKinds.FeedStale, feedId);

    private static Notice Of(NoticeKind kind, FeedView feed) => Notice.Of(
        kind,
        feed.Id,
        ("feed", feed.Id),
        ("exchange", feed.Exchange),
        ("state", feed.State),
        ("markets", feed.Markets.ToString(CultureInfo.InvariantCulture)),
        ("reason", feed.LastError ?? feed.State));
}
