namespace SqueezeFlow.Lab.WalkForward;

/// <summary>
/// Divides time into training windows, each followed by a test that no decision of the training has seen. Tests follow each other
/// and do not overlap. Purge and embargo as in López de Prado, Advances in financial machine learning, 2018, chapter 7, where only what
/// comes after the training is tested.
/// </summary>
public static class WalkForwardPlan
{
    /// <summary>The folds of bars in <c>[from, to)</c>, in time order. A last test of less than half its length is left out.</summary>
    /// <exception cref="ArgumentException">The options do not go together: <see cref="WalkForwardOptions.ProblemsFor"/>.</exception>
    public static IReadOnlyList<WalkForwardFold> Of(WalkForwardOptions options, long fromUnixMs, long toUnixMs)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = string.Join("; ", options.ProblemsFor(fromUnixMs, toUnixMs));
        if (problems.Length > 0)
        {
            throw new ArgumentException(problems, nameof(options));
        }

        var (train, test) = (Ms(options.Train), Ms(options.Test));
        List<WalkForwardFold> folds = [];
        for (var boundary = fromUnixMs + train; boundary < toUnixMs; boundary += test)
        {
            var end = Math.Min(boundary + test, toUnixMs);
            var begin = boundary + Ms(options.Embargo);
            if (end - boundary >= test / 2.0 && begin < end)
            {
                var trainFrom = options.Kind == WalkForwardKind.Anchored ? fromUnixMs : boundary - train;
                folds.Add(new(trainFrom, boundary - Ms(options.Purge), begin, end));
            }
        }

        return folds;
    }

    private static long Ms(TimeSpan span) => (long)span.TotalMilliseconds;
}
