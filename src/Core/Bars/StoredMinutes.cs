namespace SqueezeFlow.Core.Bars;

/// <summary>Stored bars as parts of longer ones.</summary>
internal static class StoredMinutes
{
    /// <summary>Minutes, as exact in time as is stored: made of their seconds where those hold all of them.</summary>
    /// <param name="seconds">One-second bars in time order; whole minutes of them.</param>
    /// <param name="minutes">One-minute bars in time order.</param>
    public static IReadOnlyList<BarBuilder> Of(IReadOnlyList<Bar> seconds, IReadOnlyList<Bar> minutes)
    {
        var bySecond = seconds.ToLookup(second => Timeframe.M1.Floor(second.OpenUnixMs));
        var parts = new List<BarBuilder>(minutes.Count);
        foreach (var minute in minutes)
        {
            var part = Fold(minute.OpenUnixMs, bySecond[minute.OpenUnixMs], Timeframe.S1);
            var whole = part.ToBar();
            var isWhole = (whole.BuyCount, whole.SellCount) == (minute.BuyCount, minute.SellCount);
            parts.Add(isWhole && whole.HasPrice == minute.HasPrice ? part : Fold(minute.OpenUnixMs, [minute], Timeframe.M1));
        }

        return parts;
    }

    /// <summary>Bars of one length as parts.</summary>
    public static IEnumerable<BarBuilder> Of(IReadOnlyList<Bar> bars, Timeframe length) => bars.Select(bar => Fold(bar.OpenUnixMs, [bar], length));

    private static BarBuilder Fold(long openUnixMs, IEnumerable<Bar> bars, Timeframe length)
    {
        var part = new BarBuilder();
        part.Reset(openUnixMs);
        foreach (var bar in bars)
        {
            part.Add(bar, length);
        }

        return part;
    }
}
