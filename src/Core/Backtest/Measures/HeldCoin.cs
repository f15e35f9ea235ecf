using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Backtest.Measures;

/// <summary>The initial balance held in a coin: bought at its first open, and worth what it could be sold for, a fee each.</summary>
internal sealed class HeldCoin(BacktestOptions options)
{
    /// <summary>First open; NaN before one.</summary>
    public double FirstOpen { get; private set; } = double.NaN;

    /// <summary>Last known close; NaN before one.</summary>
    public double Mark { get; private set; } = double.NaN;

    /// <summary>Whether it could be bought and sold.</summary>
    public bool HasPrice => !double.IsNaN(FirstOpen) && !double.IsNaN(Mark);

    /// <summary>Sold at <see cref="Mark"/>, USD; the balance itself before a price.</summary>
    public double ValueUsd { get; private set; } = options.InitialBalanceUsd;

    /// <summary>Reads the next bar.</summary>
    public void Read(in SymbolBar bar)
    {
        if (double.IsNaN(FirstOpen) && bar.Open > 0)
        {
            FirstOpen = bar.Open;
        }

        Mark = double.IsFinite(bar.Close) ? bar.Close : Mark;
        ValueUsd = HasPrice ? options.InitialBalanceUsd / (FirstOpen * (1 + options.FeeRate)) * Mark * (1 - options.FeeRate) : options.InitialBalanceUsd;
    }
}
