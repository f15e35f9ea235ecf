using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Lab.Trials;

/// <summary>Bars that are traded, with bars before them that are only read. Shared by all candidates, changed by none.</summary>
/// <param name="Bars">All bars in time order.</param>
/// <param name="First">Index of the first that is read.</param>
/// <param name="WarmUp">How many are only read.</param>
/// <param name="Count">How many there are, those that are only read included.</param>
public sealed record BarStretch(SymbolBar[] Bars, int First, int WarmUp, int Count)
{
    /// <summary>Open of the first bar that is traded, milliseconds since 1970 UTC.</summary>
    public long FromUnixMs => Bars[First + WarmUp].OpenUnixMs;

    /// <summary>Bars that are traded.</summary>
    public int Traded => Count - WarmUp;

    /// <summary>The bars that open in <c>[from, to)</c>, with up to so many before them; null when there are none.</summary>
    public static BarStretch? Of(SymbolBar[] bars, long fromUnixMs, long toUnixMs, int warmUp)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var first = IndexOf(bars, fromUnixMs);
        var end = IndexOf(bars, toUnixMs);
        var read = Math.Max(0, first - warmUp);
        return end > first ? new(bars, read, first - read, end - read) : null;
    }

    /// <summary>The beginning of it: a share of the bars that are traded, at least one.</summary>
    public BarStretch Beginning(double share) => this with { Count = WarmUp + Math.Max(1, (int)(share * Traded)) };

    /// <summary>The bars.</summary>
    public ArraySegment<SymbolBar> ToSegment() => new(Bars, First, Count);

    // The first bar that opens at a time or later.
    private static int IndexOf(SymbolBar[] bars, long unixMs)
    {
        var (low, high) = (0, bars.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = bars[middle].OpenUnixMs < unixMs ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
