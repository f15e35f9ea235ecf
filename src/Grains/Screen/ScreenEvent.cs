namespace SqueezeFlow.Grains.Screen;

/// <summary>Something that happened, as kept for screens. Never changes.</summary>
/// <param name="Id">Sequence number, rising by one.</param>
/// <param name="Kind"><c>bar</c>, <c>sym</c>, <c>signal</c>, <c>order</c>, <c>feed</c>, <c>gap</c>, <c>status</c> or <c>resync</c>.</param>
/// <param name="Symbol">Base coin; null when it is about none.</param>
/// <param name="View">The matching view; null on <c>resync</c>.</param>
/// <param name="Timestamp">When it was told, as a timestamp of the hub's clock.</param>
public sealed record ScreenEvent(long Id, string Kind, string? Symbol, object? View, long Timestamp)
{
    /// <summary>Kind of the event that tells a reader to read its snapshots anew: events were missed.</summary>
    public const string Resync = "resync";

    /// <summary>Whether a later event of the same thing makes this one superfluous.</summary>
    public bool IsState => Kind is ScreenKinds.Bar or ScreenKinds.Symbol;
}
