namespace SqueezeFlow.Core.Notices;

/// <summary>Where the parts of the service say what people are to be told of. Never waits, never throws: nothing that is told of may be held up by it. Safe for concurrent use.</summary>
public interface INotifier
{
    /// <summary>Hands over what happened.</summary>
    void Notify(Notice notice);

    /// <summary>Something that may have been told of as standing is of no interest any more: nothing is said of it.</summary>
    /// <param name="kind">A kind that stands until it is ended.</param>
    /// <param name="subject">What it is about.</param>
    void Withdraw(NoticeKind kind, string subject);
}
