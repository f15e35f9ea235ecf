using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest;

/// <summary>How a back-test is run. Immutable.</summary>
public sealed record BacktestOptions
{
    /// <summary>Base coin.</summary>
    public string Symbol { get; init; } = "BTC";

    /// <summary>The strategy; its profile also decides how orders are filled and booked. The window covers the whole history and every bar is asked by default.</summary>
    public StrategyOptions Strategy { get; init; } = new() { WindowBars = 0, MinDataPoints = 0 };

    /// <summary>Account at the start, USD; greater than zero.</summary>
    public double InitialBalanceUsd { get; init; } = 10_000;

    /// <summary>Fee of a fill as a share of its notional.</summary>
    public double FeeRate { get; init; } = 0.001;

    /// <summary>What trading costs beside fees; nothing by default.</summary>
    public TradingCosts Costs { get; init; } = TradingCosts.None;

    /// <summary>Largest notional of one position as a share of the initial balance.</summary>
    public double MaxPositionShare { get; init; } = 0.2;

    /// <summary>Largest notional of all positions as a share of the initial balance.</summary>
    public double MaxExposureShare { get; init; } = 0.6;

    /// <summary>What the live service asks of an entry beside its score; null fills every entry, as the recorded runs of both profiles did.</summary>
    public EntryLimits? EntryLimits { get; init; }

    /// <summary>
    /// Time in which trades are known to be missing from the bars, in order and apart from each other (<see cref="KnownGap.Join"/>). It counts
    /// for <see cref="EntryLimits"/> as missing bars do.
    /// </summary>
    public IReadOnlyList<KnownGap> KnownGaps { get; init; } = [];

    /// <summary>Bars that are only read before the first evaluation.</summary>
    public int SkipBars { get; init; }

    /// <summary>While flat only every n-th bar is evaluated; 1 for every bar.</summary>
    public int FlatStride { get; init; } = 1;

    /// <summary>The reference system's run over one-second bars: half an hour of window, one evaluation a minute while flat.</summary>
    public static BacktestOptions OneSecond(string symbol, double initialBalanceUsd) => new()
    {
        Symbol = symbol,
        InitialBalanceUsd = initialBalanceUsd,
        SkipBars = 1_800,
        FlatStride = 60,
        Strategy = new()
        {
            Profile = StrategyProfile.Original,
            Timeframe = Bars.Timeframe.S1,
            OneSecondMode = true,
            WindowBars = 1_801,
            AnchorsAtFirstBar = true,
            MinDataPoints = 300,
        },
    };
}
