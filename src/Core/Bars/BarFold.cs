namespace SqueezeFlow.Core.Bars;

/// <summary>Short bars as one long bar.</summary>
public static class BarFold
{
    /// <summary>One bar of all parts.</summary>
    /// <param name="openUnixMs">Start of the long bar.</param>
    /// <param name="parts">Bars that lie in it, in time order; at least one.</param>
    /// <param name="length">Length of a part.</param>
    public static Bar Fold(long openUnixMs, IEnumerable<Bar> parts, Timeframe length)
    {
        var builder = new BarBuilder();
        builder.Reset(openUnixMs);
        foreach (var part in parts)
        {
            builder.Add(part, length.Milliseconds);
        }

        return builder.ToBar();
    }

    /// <summary>Bars of a longer timeframe, in time order; only buckets that hold a part exist.</summary>
    /// <param name="parts">Bars in time order.</param>
    /// <param name="length">Length of a part.</param>
    /// <param name="longer">Length of the result; a multiple of <paramref name="length"/>.</param>
    public static IReadOnlyList<Bar> Fold(IReadOnlyList<Bar> parts, Timeframe length, Timeframe longer)
    {
        var folded = new List<Bar>();
        for (var i = 0; i < parts.Count;)
        {
            var open = longer.Floor(parts[i].OpenUnixMs);
            var bucket = parts.Skip(i).TakeWhile(b => longer.Floor(b.OpenUnixMs) == open).ToList();
            folded.Add(Fold(open, bucket, length));
            i += bucket.Count;
        }

        return folded;
    }
}
