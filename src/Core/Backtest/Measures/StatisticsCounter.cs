namespace SqueezeFlow.Core.Backtest.Measures;

/// <summary>Counts <see cref="BacktestStatistics"/> bar by bar.</summary>
internal sealed class StatisticsCounter(BacktestOptions options)
{
    private const double DaysPerYear = 365;
    private readonly long _barMs = options.Strategy.Timeframe.Milliseconds;
    private readonly List<double> _returns = [];
    private Fall _account = new(options.InitialBalanceUsd);
    private Fall _holder = new(options.InitialBalanceUsd);
    private double _dayBegan = options.InitialBalanceUsd;
    private double _equity = options.InitialBalanceUsd;
    private double _heldInCoin = options.InitialBalanceUsd;
    private long _day = long.MinValue;
    private int _bars;
    private int _held;

    /// <summary>Reads the account after all that was done at a bar.</summary>
    /// <param name="openUnixMs">Open of the bar.</param>
    /// <param name="equityUsd">The account marked to the last known closes, USD.</param>
    /// <param name="isHeld">Whether a position is open.</param>
    /// <param name="heldInCoinUsd">The initial balance held in coins, USD.</param>
    public void Read(long openUnixMs, double equityUsd, bool isHeld, double heldInCoinUsd)
    {
        BeginDayOf(openUnixMs + _barMs - 1);
        (_equity, _heldInCoin) = (equityUsd, heldInCoinUsd);
        _account = _account.Read(_equity);
        _holder = _holder.Read(_heldInCoin);
        _bars++;
        _held += isHeld ? 1 : 0;
    }

    /// <summary>The measures after the last bar.</summary>
    /// <param name="orders">All fills in time order.</param>
    /// <param name="coins">What the balance was held in beside the account.</param>
    public BacktestStatistics Finish(IReadOnlyList<ExecutedOrder> orders, params IReadOnlyList<HeldCoin> coins)
    {
        if (_bars > 0)
        {
            EndDay();
        }

        return new()
        {
            Days = _returns.Count,
            SharpeRatio = Ratio(mean => _returns.Sum(r => (r - mean) * (r - mean)) / (_returns.Count - 1)),
            SortinoRatio = Ratio(_ => _returns.Sum(r => Math.Min(r, 0) * Math.Min(r, 0)) / _returns.Count),
            MaxDrawdownPercent = _account.Percent,
            ExposureShare = _bars == 0 ? 0 : (double)_held / _bars,
            MarkedEquityUsd = _equity,
            Holding = HoldingTimes.Of(orders),
            BuyAndHold = coins.Any(coin => coin.HasPrice) ? HoldOf(coins is [var only] ? only : null) : null,
        };
    }

    private BuyAndHold HoldOf(HeldCoin? only) =>
        new(only?.FirstOpen, only?.Mark, _heldInCoin, ((_heldInCoin / options.InitialBalanceUsd) - 1) * 100, _holder.Percent);

    private void BeginDayOf(long lastMs)
    {
        var day = Bars.Timeframe.D1.Floor(lastMs);
        if (day != _day && _day != long.MinValue)
        {
            EndDay();
        }

        _day = day;
    }

    private void EndDay()
    {
        _returns.Add(_dayBegan > 0 ? (_equity / _dayBegan) - 1 : 0);
        _dayBegan = _equity;
    }

    private double? Ratio(Func<double, double> variance)
    {
        if (_returns.Count < BacktestStatistics.MinDays)
        {
            return null;
        }

        var mean = _returns.Average();
        var deviation = Math.Sqrt(variance(mean));
        return deviation > 0 ? mean / deviation * Math.Sqrt(DaysPerYear) : null;
    }

    /// <summary>Largest fall from a peak, percent of the peak.</summary>
    private readonly record struct Fall(double Peak, double Percent = 0)
    {
        public Fall Read(double value)
        {
            var peak = Math.Max(Peak, value);
            return new(peak, Math.Max(Percent, (peak - value) / peak * 100));
        }
    }
}
