using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>A number with what it counts: <c>1 bar</c>, <c>2,688 bars</c>.</summary>
internal static class Counted
{
    /// <summary>The words; <paramref name="one"/> is the name of a single one.</summary>
    public static string Of(long count, string one) => $"{Figures.Count(count)} {one}{(count == 1 ? string.Empty : "s")}";
}
