using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>The bars that a back-test runs over, and what was left out on the way to them.</summary>
/// <param name="Bars">Bars in time order.</param>
/// <param name="Holes">Stretches without bars between them.</param>
/// <param name="Notes">What was left out or is missing, for people.</param>
internal sealed record PairedSeries(IReadOnlyList<SymbolBar> Bars, IReadOnlyList<BarHole> Holes, IReadOnlyList<string> Notes)
{
    // As in the service, a bar of which less than this is missing at an end of the recording is whole.
    private const long MissedMs = 5_000;

    /// <summary>End of the last bar, milliseconds since 1970 UTC; 0 without one.</summary>
    public long EndUnixMs { get; private init; }

    /// <summary>Bars that are missing between the first and the last.</summary>
    public long MissingBars => Holes.Sum(hole => hole.Bars);

    /// <summary>Folds both files to a timeframe and keeps the bars that both have, whole, inside <c>[from, to)</c>.</summary>
    public static PairedSeries Of(MarketFile spot, MarketFile perp, Timeframe timeframe, DateTimeOffset? from, DateTimeOffset? to)
    {
        var notes = new List<string>();
        var start = Math.Max(from?.ToUnixTimeMilliseconds() ?? long.MinValue, Math.Max(StartOf(spot), StartOf(perp)) - MissedMs);
        var end = Math.Min(to?.ToUnixTimeMilliseconds() ?? long.MaxValue, Math.Min(EndOf(spot, timeframe), EndOf(perp, timeframe)) + MissedMs);
        var all = PairedBars.Pair(spot.Bars, perp.Bars, timeframe);
        var bars = all.Where(bar => bar.OpenUnixMs >= start && bar.OpenUnixMs + timeframe.Milliseconds <= end).ToList();
        var isCut = from is not null || to is not null;
        if (!isCut && bars.Count < all.Count)
        {
            notes.Add($"left out: {Counted.Of(all.Count - bars.Count, "bar")} at the ends, known only in part");
        }

        var holes = HolesIn(bars, timeframe);
        if (holes.Count > 0)
        {
            var longest = holes.MaxBy(hole => hole.Bars);
            notes.Add(
                $"missing: {Counted.Of(holes.Sum(hole => hole.Bars), "bar")} in {Counted.Of(holes.Count, "gap")}, the longest {Figures.Span(TimeSpan.FromMilliseconds(longest.ToUnixMs - longest.FromUnixMs))} from {Figures.Time(longest.FromUnixMs)} UTC");
        }

        return new(bars, holes, notes) { EndUnixMs = bars.Count == 0 ? 0 : timeframe.Close(bars[^1].OpenUnixMs) };
    }

    private static long StartOf(MarketFile file) => file.Bars[0].OpenSeconds * 1_000;

    private static long EndOf(MarketFile file, Timeframe timeframe) =>
        (file.Bars[^1].OpenSeconds * 1_000) + (file.SpacingSeconds * 1_000 ?? timeframe.Milliseconds);

    private static List<BarHole> HolesIn(List<SymbolBar> bars, Timeframe timeframe)
    {
        var holes = new List<BarHole>();
        for (var i = 1; i < bars.Count; i++)
        {
            var expected = bars[i - 1].OpenUnixMs + timeframe.Milliseconds;
            if (bars[i].OpenUnixMs > expected)
            {
                holes.Add(new(expected, bars[i].OpenUnixMs, (bars[i].OpenUnixMs - expected) / timeframe.Milliseconds));
            }
        }

        return holes;
    }
}
