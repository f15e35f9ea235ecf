using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Signals.External;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>Whose position an exit is asked for.</summary>
internal static class Origin
{
    /// <summary>Says in an explanation that the position was opened from outside; of the strategy's own nothing is said.</summary>
    public static Explanation Mark(Explanation explanation, OpenPosition? position) =>
        position?.PositionId is { } tag && ExternalSignalIds.IsExternal(tag)
            ? explanation with { Steps = [new(0, "position", $"opened from outside by {tag}", "", null), .. explanation.Steps] }
            : explanation;
}
