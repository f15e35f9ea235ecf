namespace SqueezeFlow.Lab.Leaks;

/// <summary>Finds the first signal in which two runs differ.</summary>
internal static class MarkComparison
{
    /// <summary>The first difference between two lists in time order; null without one.</summary>
    public static LeakFinding? FirstDifference(long cutUnixMs, IReadOnlyList<SignalMark> whole, IReadOnlyList<SignalMark> cut)
    {
        for (var i = 0; i < Math.Max(whole.Count, cut.Count); i++)
        {
            var one = i < whole.Count ? whole[i] : (SignalMark?)null;
            var other = i < cut.Count ? cut[i] : (SignalMark?)null;
            if (one is not { } left || other is not { } right || !left.IsLike(right))
            {
                return new(cutUnixMs, one, other);
            }
        }

        return null;
    }
}
