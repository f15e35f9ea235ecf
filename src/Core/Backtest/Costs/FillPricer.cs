using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Backtest.Costs;

/// <summary>Prices fills: the recorded price, made worse by the slippage, never beyond what the bar traded.</summary>
internal sealed class FillPricer(Slippage slippage)
{
    private readonly double[] _closes = new double[slippage.ImpactFactor == 0 ? 0 : slippage.ImpactBars + 1];
    private readonly double[] _turnovers = new double[slippage.ImpactFactor == 0 ? 0 : slippage.ImpactBars];
    private int _bars;

    /// <summary>Fills whose slippage would have gone beyond the bar.</summary>
    public int Held { get; private set; }

    /// <summary>Price of an order at the market.</summary>
    /// <param name="isBuy">Whether it buys.</param>
    /// <param name="price">Recorded price.</param>
    /// <param name="notionalUsd">Size of the order at that price, USD.</param>
    /// <param name="bar">Bar that fills it.</param>
    public double PriceOf(bool isBuy, double price, double notionalUsd, in SymbolBar bar)
    {
        if (slippage.IsNone)
        {
            return price;
        }

        // Where the bar does not tell what else it traded, it traded the price alone.
        var high = double.IsFinite(bar.High) ? Math.Max(bar.High, price) : price;
        var low = double.IsFinite(bar.Low) ? Math.Min(bar.Low, price) : price;
        var distance = (price * (slippage.FixedShare + (slippage.SpreadShare / 2) + ImpactOf(notionalUsd))) + (slippage.RangeShare * (high - low));
        var worse = isBuy ? price + distance : price - distance;
        var held = isBuy ? Math.Min(worse, high) : Math.Max(worse, low);
        Held += held.Equals(worse) ? 0 : 1;
        return held;
    }

    /// <summary>Reads a closed bar; the impact rests on bars before the fill alone.</summary>
    public void Read(in SymbolBar bar)
    {
        if (_closes.Length == 0 || !double.IsFinite(bar.Close))
        {
            return;
        }

        _closes[_bars % _closes.Length] = bar.Close;
        _turnovers[_bars % _turnovers.Length] = bar.PerpBuy + bar.PerpSell;
        _bars++;
    }

    // Without two returns there is no volatility yet; without turnover there is no price that would do.
    private double ImpactOf(double notionalUsd)
    {
        var returns = Math.Min(_bars, _closes.Length) - 1;
        if (slippage.ImpactFactor == 0 || returns < 2)
        {
            return 0;
        }

        double sum = 0, squares = 0, turnover = 0;
        for (var i = 0; i < returns; i++)
        {
            var change = (CloseBack(i) / CloseBack(i + 1)) - 1;
            sum += change;
            squares += change * change;
            turnover += _turnovers[(_bars - 1 - i) % _turnovers.Length];
        }

        if (turnover <= 0)
        {
            return double.PositiveInfinity;
        }

        var volatility = Math.Sqrt(Math.Max(0, (squares - (sum * sum / returns)) / (returns - 1)));
        return slippage.ImpactFactor * volatility * Math.Sqrt(notionalUsd / (turnover / returns));
    }

    private double CloseBack(int back) => _closes[(_bars - 1 - back) % _closes.Length];
}
