namespace SqueezeFlow.Core.Notices;

/// <summary>A kind of notice.</summary>
/// <param name="Name">As it is called in settings and on the wire, e.g. <c>entryFilled</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Placeholders">Names of the values that its text may use.</param>
/// <param name="Text">Its text where no other is set, with placeholders in braces.</param>
public sealed record NoticeKind(string Name, NoticeSeverity Severity, IReadOnlyList<string> Placeholders, string Text)
{
    /// <summary>The kind that this one ends: told only when that was told of the same subject. Null for what ends nothing.</summary>
    public NoticeKind? Ends { get; init; }

    /// <summary>Whether it stands until another kind ends it: told once, however often it is said meanwhile.</summary>
    public bool Stands { get; init; }

    /// <summary>Whether it comes and goes by itself, so that it must have stood, or be over, for a while before it is told.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether it is told each time, also of the same subject.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>What decides whether a channel tells it: whoever was told that something stands hears its end too.</summary>
    public NoticeSeverity Rank => Ends?.Severity ?? Severity;

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
