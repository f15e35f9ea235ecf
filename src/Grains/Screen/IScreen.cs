namespace SqueezeFlow.Grains.Screen;

/// <summary>Where grains and feeds tell screens what happened. Never blocks, never fails: a screen may miss something, a trade may not.</summary>
public interface IScreen
{
    /// <summary>Sequence number of the latest event.</summary>
    long Sequence { get; }

    /// <summary>Tells all screens.</summary>
    /// <param name="kind"><c>bar</c>, <c>sym</c>, <c>signal</c>, <c>order</c>, <c>feed</c>, <c>gap</c> or <c>status</c>.</param>
    /// <param name="symbol">Base coin; null when it is about none.</param>
    /// <param name="view">The matching view; must not change afterwards.</param>
    void Publish(string kind, string? symbol, object view);
}
