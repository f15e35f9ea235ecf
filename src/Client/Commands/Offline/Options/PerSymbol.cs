using System.CommandLine;
using SqueezeFlow.Client.Offline.Backtests;

namespace SqueezeFlow.Client.Commands.Offline.Options;

/// <summary>Options that are given once for each symbol, in the same order, or not at all.</summary>
internal static class PerSymbol
{
    /// <summary>What was given for each symbol; nulls when nothing was.</summary>
    /// <exception cref="ConsoleFailure">It was given more or less often.</exception>
    public static IReadOnlyList<string?> Of(ParseResult arguments, Option<string[]> option, int symbols)
    {
        var given = arguments.GetValue(option) ?? [];
        return given.Length == 0 ? new string?[symbols]
            : given.Length == symbols ? given
            : throw new ConsoleFailure(
                ConsoleExit.BadUsage,
                $"{option.Name}: given {Counted.Of(given.Length, "time")} for {Counted.Of(symbols, "symbol")}: give it once for each pair of --spot and --perp, in the same order, or not at all");
    }
}
