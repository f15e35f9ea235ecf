using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Grains.Execution;

/// <summary>Limits of the executor. Section <c>Execution</c>.</summary>
public sealed class ExecutionOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Execution";

    /// <summary>Largest distance of the price from the signal's, as a fraction, at which an entry is still sent.</summary>
    [Range(0.0001, 0.5)]
    public double MaxSlippage { get; set; } = 0.005;

    /// <summary>Market time after which an entry is no longer sent.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan MaxSignalAge { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Market time since the last trade after which a price no longer counts, and no entry rests on it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MaxPriceAge { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Share of the account's total staked per unit of the position size factor.</summary>
    [Range(0.0001, 1)]
    public double RiskPerTrade { get; set; } = 0.02;

    /// <summary>Positions open at once at most; the account's own limit holds too.</summary>
    [Range(1, 100)]
    public int MaxOpenPositions { get; set; } = 2;

    /// <summary>Positions of one coin open at once at most. Accounts that hold one for each pair refuse a second themselves.</summary>
    [Range(1, 10)]
    public int MaxPositionsPerSymbol { get; set; } = 1;

    /// <summary>Base coins that may be entered, comma separated; empty for all.</summary>
    public string Symbols { get; set; } = "";

    /// <summary>Least score of an entry.</summary>
    [Range(0, 10)]
    public double MinScore { get; set; }

    /// <summary>Score from which nothing is entered; 10, the best there is, is entered itself.</summary>
    [Range(0, 10)]
    public double MaxScore { get; set; } = 10;

    /// <summary>
    /// Net loss of the positions closed since midnight UTC, as a fraction of the account's total before it, from which no entry is sent; 0 for no limit.
    /// </summary>
    [Range(0, 1)]
    public double MaxDailyLoss { get; set; }

    /// <summary>Market time after a position closed with a loss in which its coin is not entered; zero for none.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan CooldownAfterLoss { get; set; }

    /// <summary>
    /// Market time before the deciding bar's close in which trades must not be missing; zero to ask nobody. Without effect on simulated and
    /// recorded markets.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan CertainFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Share of a coin's turnover on markets of which trades of <see cref="CertainFor"/> are missing, up to which an entry is sent.</summary>
    [Range(0, 1)]
    public double MaxDoubtfulShare { get; set; } = 0.25;

    /// <summary>What becomes of a position whose signal had been booked as not opened.</summary>
    public OrphanAction Orphans { get; set; } = OrphanAction.Exit;

    /// <summary>Whether an account that moves real money may be used.</summary>
    public bool AllowLive { get; set; }
}
