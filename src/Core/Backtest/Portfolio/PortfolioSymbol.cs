using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Backtest.Portfolio;

/// <summary>A symbol that shares an account with others.</summary>
/// <param name="Options">How it is run; what belongs to the account is that of all.</param>
/// <param name="Bars">Its bars in time order.</param>
public sealed record PortfolioSymbol(BacktestOptions Options, IReadOnlyList<SymbolBar> Bars)
{
    /// <summary>Told of every evaluation of it; null for nobody.</summary>
    public IBacktestObserver? Observer { get; init; }

    /// <summary>Two-hour change of its open interest at a moment in milliseconds since 1970 UTC, percent; null when it is not used.</summary>
    public Func<long, double?>? OpenInterestChangePercent { get; init; }
}
