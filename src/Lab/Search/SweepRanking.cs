namespace SqueezeFlow.Lab.Search;

/// <summary>Orders candidates.</summary>
public static class SweepRanking
{
    /// <summary>
    /// Best first: those that keep to the constraints by their objective, equals by their number. The others are left out.
    /// </summary>
    public static IReadOnlyList<SweepEntry> Of(SweepPlan plan, IReadOnlyList<SweepEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return
        [
            .. entries.Select(entry => (Entry: entry, Score: plan.ScoreOf(entry)))
                .Where(candidate => !double.IsNaN(candidate.Score) && candidate.Score > double.NegativeInfinity)
                .OrderByDescending(candidate => candidate.Score)
                .ThenBy(candidate => candidate.Entry.Number)
                .Select(candidate => candidate.Entry),
        ];
    }
}
