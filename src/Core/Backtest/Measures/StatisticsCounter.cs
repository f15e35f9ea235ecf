using SqueezeFlow.Core.Bars;

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
    private long _day = long.MinValue;
    private double _firstOpen = double.NaN;
    private int _bars;
    private int _held;

    /// <summary>Last known close; NaN before one.</summary>
    public double Mark { get; private set; } = double.NaN;

    /// <summary>The initial balance held in the coin, sold at <see cref="Mark"/>, USD; the balance itself before a price.</summary>
    public double HeldInCoinUsd =>
        double.IsNaN(_firstOpen) || double.IsNaN(Mark)
            ? options.InitialBalanceUsd
            : options.InitialBalanceUsd / (_firstOpen * (1 + options.FeeRate)) * Mark * (1 - options.FeeRate);

    /// <summary>Reads a bar after all that was done at it.</summary>
    /// <returns>The account marked to the last known close, USD.</returns>
    public double Read(in SymbolBar bar, BacktestAccount account)
    {
        if (double.IsNaN(_firstOpen) && bar.Open > 0)
        {
            _firstOpen = bar.Open;
        }

        Mark = double.IsFinite(bar.Close) ? bar.Close : Mark;
        BeginDayOf(bar.OpenUnixMs + _barMs - 1);
        _equity = account.MarkedAt(Mark);
        _account = _account.Read(_equity);
        _holder = _holder.Read(HeldInCoinUsd);
        _bars++;
        _held += account.Position is null ? 0 : 1;
        return _equity;
    }

    /// <summary>The measures after the last bar.</summary>
    public BacktestStatistics Finish(IReadOnlyList<ExecutedOrder> orders)
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
            BuyAndHold = double.IsNaN(_firstOpen) || double.IsNaN(Mark)
                ? null
                : new(_firstOpen, Mark, HeldInCoinUsd, ((HeldInCoinUsd / options.InitialBalanceUsd) - 1) * 100, _holder.Percent),
        };
    }

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
