namespace SqueezeFlow.Core.Notices;

/// <summary>Tells nobody: where no channel is switched on.</summary>
public sealed class NoNotifier : INotifier
{
    private NoNotifier()
    {
    }

    /// <summary>The only one.</summary>
    public static NoNotifier Instance { get; } = new();

    /// <inheritdoc/>
    public void Notify(Notice notice)
    {
    }

    /// <inheritdoc/>
    public void Withdraw(NoticeKind kind, string subject)
    {
    }
}
