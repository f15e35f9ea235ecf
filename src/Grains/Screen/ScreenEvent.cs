using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Grains.Screen;

/// <summary>Something that happened, as kept for screens. Never changes.</summary>
/// <param name="Id">Sequence number, rising by one.</param>
/// <param name="Kind">One of <see cref="EventKinds"/>.</param>
/// <param name="Symbol">Base coin; null when it is about none.</param>
/// <param name="View">The matching view; null on <c>resync</c>.</param>
/// <param name="Timestamp">When it was told, as a timestamp of the hub's clock.</param>
public sealed record ScreenEvent(long Id, string Kind, string? Symbol, object? View, long Timestamp)
{
    /// <summary>Whether another process has told it. Only what happened here is told to others.</summary>
    public bool IsRelayed { get; init; }

    /// <summary>Whether a later event of the same thing makes this one superfluous.</summary>
    public bool IsState => Kind is EventKinds.Bar or EventKinds.Symbol;
}
