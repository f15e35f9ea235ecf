using SqueezeFlow.Notifications.Settings;

namespace SqueezeFlow.Notifications.Messages;

/// <summary>Makes messages of notices. Safe for concurrent use.</summary>
internal sealed class MessageMaker(NotificationOptions options)
{
    private readonly NoticeTexts _texts = new(options);

    /// <summary>One message of notices of one kind, the first of them in full.</summary>
    public OutgoingMessage Of(IReadOnlyList<TimedNotice> notices)
    {
        var first = notices[0];
        return new(
            Guid.CreateVersion7(first.At).ToString("N"),
            first.Notice.Kind,
            first.Notice.Subject,
            first.At,
            options.Source,
            _texts.Of(first),
            first.Notice.Values)
        {
            More = notices.Count - 1,
            Others = [.. notices.Skip(1).Take(OutgoingMessage.MostOthers).Select(_texts.Of)],
        };
    }
}
