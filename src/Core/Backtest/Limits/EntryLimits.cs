namespace SqueezeFlow.Core.Backtest.Limits;

/// <summary>What the live service asks of an entry beside its score. Immutable; the defaults are those of the service.</summary>
public sealed record EntryLimits
{
    /// <summary>Time from the close of the deciding bar to the fill after which an entry is not made.</summary>
    public TimeSpan MaxSignalAge { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Largest distance of the fill from the deciding close, as a fraction of it.</summary>
    public double MaxSlippage { get; init; } = 0.005;

    /// <summary>Time without bars, or with trades known to be missing, inside <see cref="GapLookback"/> above which no entry is decided.</summary>
    public TimeSpan GapTolerance { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Positions open at once at most, of all symbols on the account.</summary>
    public int MaxOpenPositions { get; init; } = 2;

    /// <summary>
    /// Net loss of the positions closed since midnight UTC, as a fraction of the account before it, from which no entry is made; 0 for no limit.
    /// </summary>
    public double MaxDailyLoss { get; init; }

    /// <summary>Time after a position closed with a loss in which its symbol is not entered; zero for none.</summary>
    public TimeSpan CooldownAfterLoss { get; init; }

    /// <summary>How far back missing bars count.</summary>
    public TimeSpan GapLookback { get; init; } = TimeSpan.FromHours(48);
}
