namespace SqueezeFlow.Core.Notices;

/// <summary>Something that people are to be told of. Never changes.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Subject">What it happened to: one that was told of is not told of again, and what ends something has its subject.</param>
/// <param name="Values">What is known of it, by the placeholders of its kind; one that is missing reads as <c>-</c>.</param>
public sealed record Notice(NoticeKind Kind, string Subject, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Market time that it is about, where short ones may not be worth telling; null where that makes no difference.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>One with these values; those that are not known are left out, and those that its kind has no placeholder for.</summary>
    public static Notice Of(NoticeKind kind, string subject, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        Dictionary<string, string> known = new(values.Length, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (!string.IsNullOrEmpty(value) && kind.Placeholders.Contains(name))
            {
                known[name] = value;
            }
        }

        return new(kind, subject, known);
    }
}
