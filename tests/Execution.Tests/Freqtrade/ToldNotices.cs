using SqueezeFlow.Core.Notices;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>Keeps what people would be told.</summary>
internal sealed class ToldNotices : INotifier
{
    public List<Notice> All { get; } = [];

    public void Notify(Notice notice) => All.Add(notice);

    public void Withdraw(NoticeKind kind, string subject)
    {
    }
}
