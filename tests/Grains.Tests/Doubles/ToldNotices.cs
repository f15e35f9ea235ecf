using System.Collections.Concurrent;
using SqueezeFlow.Core.Notices;

namespace SqueezeFlow.Grains.Tests.Doubles;

/// <summary>Keeps what people are to be told of.</summary>
internal sealed class ToldNotices : INotifier
{
    private readonly ConcurrentQueue<Notice> _told = new();

    /// <summary>Everything so far, also what is said again.</summary>
    public Notice[] All => [.. _told];

    /// <summary>Their kinds, in order.</summary>
    public string[] Kinds => [.. All.Select(notice => notice.Kind.Name)];

    /// <summary>What was taken back.</summary>
    public ConcurrentQueue<string> Withdrawn { get; } = new();

    public void Notify(Notice notice) => _told.Enqueue(notice);

    public void Withdraw(NoticeKind kind, string subject) => Withdrawn.Enqueue(subject);

    /// <summary>Those of a kind.</summary>
    public Notice[] Of(NoticeKind kind) => [.. All.Where(notice => notice.Kind == kind)];
}
