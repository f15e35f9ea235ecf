using SqueezeFlow.Core.Notices;

namespace SqueezeFlow.Notifications.Messages;

/// <summary>What a channel sends: one notice, or several of one kind.</summary>
/// <param name="Id">The same whenever this message is sent again, and of no other.</param>
/// <param name="Kind">Kind of all its notices.</param>
/// <param name="Subject">What the first one is about.</param>
/// <param name="At">When the first one was given.</param>
/// <param name="Instance">Name of this service.</param>
/// <param name="Text">Text of the first one.</param>
/// <param name="Values">Values of the first one.</param>
internal sealed record OutgoingMessage(
    string Id, NoticeKind Kind, string Subject, DateTimeOffset At, string Instance, string Text, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Texts of further ones, at most, that are sent along.</summary>
    public const int MostOthers = 9;

    /// <summary>How many further ones there are.</summary>
    public int More { get; init; }

    /// <summary>Texts of further ones, the first few of them.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];
}
