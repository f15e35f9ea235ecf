using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Grains.Screen;

/// <summary>Where grains and feeds tell screens what happened. Never blocks, never fails: a screen may miss something, a trade may not.</summary>
public interface IScreen
{
    /// <summary>Sequence number of the latest event.</summary>
    long Sequence { get; }

    /// <summary>
    /// Whether states that will soon be replaced (<see cref="EventKinds.Bar"/>, <see cref="EventKinds.Symbol"/>) are worth telling: a screen listens,
    /// or did so lately and may come back. When not, they are left out, and whoever comes back later is told to read its snapshots anew.
    /// </summary>
    bool WantsStates();

    /// <summary>Tells all screens.</summary>
    /// <param name="kind">One of <see cref="EventKinds"/>.</param>
    /// <param name="symbol">Base coin; null when it is about none.</param>
    /// <param name="view">The matching view; must not change afterwards.</param>
    void Publish(string kind, string? symbol, object view);
}
