using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Signals.Windows;

/// <summary>
/// Puts bars on a regular grid for the Corrected profile: prices start with the first complete bar, a missing price
/// repeats the last close, a missing side adds nothing.
/// </summary>
internal sealed class BarGrid(BarWindow window, Timeframe timeframe, int windowRows)
{
    private long _lastOpenMs;
    private double _close = double.NaN;

    public void Add(in SymbolBar bar, BarSides sides)
    {
        var hasPrice = (sides & BarSides.Price) != 0 && HasPrice(bar);
        if (double.IsNaN(_close) && !hasPrice)
        {
            return;
        }

        FillUpTo(bar.OpenUnixMs);
        window.Add(hasPrice ? Clean(bar, sides) : Still(bar, sides), BarSides.All);
        _lastOpenMs = bar.OpenUnixMs;
        _close = hasPrice ? bar.Close : _close;
    }

    private static bool HasPrice(in SymbolBar bar) =>
        !double.IsNaN(bar.Open) && !double.IsNaN(bar.High) && !double.IsNaN(bar.Low) && !double.IsNaN(bar.Close);

    private void FillUpTo(long openMs)
    {
        if (double.IsNaN(_close))
        {
            return;
        }

        // What a longer gap would add beyond a whole window has left the window again.
        var missing = timeframe.Between(_lastOpenMs, openMs) - 1;
        var filled = windowRows == 0 ? missing : Math.Min(missing, windowRows);
        for (var i = 0L; i < filled; i++)
        {
            window.Add(Still(default, BarSides.None), BarSides.All);
        }
    }

    private static SymbolBar Clean(in SymbolBar bar, BarSides sides) =>
        WithFlow(bar, sides) with { Volume = double.IsNaN(bar.Volume) ? 0 : bar.Volume };

    private SymbolBar Still(in SymbolBar bar, BarSides sides) =>
        WithFlow(bar, sides) with { Open = _close, High = _close, Low = _close, Close = _close, Volume = 0 };

    private static SymbolBar WithFlow(in SymbolBar bar, BarSides sides)
    {
        var spot = (sides & BarSides.Spot) != 0;
        var perp = (sides & BarSides.Perp) != 0;
        return bar with
        {
            SpotBuy = spot ? bar.SpotBuy : 0,
            SpotSell = spot ? bar.SpotSell : 0,
            PerpBuy = perp ? bar.PerpBuy : 0,
            PerpSell = perp ? bar.PerpSell : 0,
        };
    }
}
