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

    /// <summary>Whether an account that moves real money may be used.</summary>
    public bool AllowLive { get; set; }
}
