using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Commands.Summaries;

/// <summary>Why a run gave no signal.</summary>
internal static class SilenceReasons
{
    private const int MostListed = 6;

    /// <summary>One line for each thing that stood in the way, with the symbols; the one of most symbols first.</summary>
    /// <param name="symbols">All symbols at the end of the run.</param>
    /// <param name="mode">What the service was started for.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<SymbolView> symbols, ServiceMode mode)
    {
        if (symbols.Count == 0)
        {
            return ["no symbol was followed"];
        }

        var lines = symbols
            .GroupBy(ReasonOf, symbol => symbol.Symbol)
            .OrderByDescending(group => group.Count())
            .Select(group => $"{string.Join(", ", group.Take(8))}{(group.Count() > 8 ? $" and {group.Count() - 8} more" : string.Empty)}: {group.Key}")
            .ToList();
        var listed = lines.Take(MostListed).ToList();
        if (lines.Count > MostListed)
        {
            listed.Add($"and {lines.Count - MostListed} more (squeezeflow symbols while the service runs)");
        }

        if (mode.Name == "replay" && symbols.Any(IsShort))
        {
            listed.Add("a replay knows only what was recorded and has no venue to ask for the bars before: record longer, or lower Strategy:MinDataPoints");
        }

        return listed;
    }

    private static bool IsShort(SymbolView symbol) =>
        symbol.EvaluatedAt is null || symbol.FirstFailure?.StartsWith("phase 0:", StringComparison.Ordinal) == true;

    private static string ReasonOf(SymbolView symbol) => symbol switch
    {
        { EvaluatedAt: null } => "no strategy bar closed, so nothing was evaluated",
        { FirstFailure: { Length: > 0 } failure } => $"the latest evaluation stopped at {failure}",
        { Decision: var decision } => $"the latest evaluation ended with {decision}",
    };
}
