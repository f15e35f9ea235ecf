namespace SqueezeFlow.Core.Signals.Trail;

/// <summary>Names of the figures of a step.</summary>
public static class StepFigures
{
    /// <summary>Calls made to the account, this one included.</summary>
    public const string Call = "call";

    /// <summary>Fill price, USD per base unit.</summary>
    public const string Price = "price";

    /// <summary>Margin, USD.</summary>
    public const string StakeUsd = "stakeUsd";

    /// <summary>Leverage.</summary>
    public const string Leverage = "leverage";

    /// <summary>Phase 4 total, 0 to 10.</summary>
    public const string Score = "score";

    /// <summary>Times that the account was asked for the order.</summary>
    public const string LookUps = "lookUps";

    /// <summary>Seconds until the next try.</summary>
    public const string WaitSeconds = "waitSeconds";

    /// <summary>Seconds from the signal to this step.</summary>
    public const string LatencySeconds = "latencySeconds";

    /// <summary>What was found, in the unit of the rule.</summary>
    public const string Found = "found";

    /// <summary>What the rule allows, in the same unit.</summary>
    public const string Allowed = "allowed";

    /// <summary>Gain after both fees, USD.</summary>
    public const string ProfitUsd = "profitUsd";

    /// <summary>The same in percent of the stake.</summary>
    public const string ProfitPercent = "profitPercent";

    /// <summary>Whole minutes that the position was held.</summary>
    public const string HoldingMinutes = "holdingMinutes";

    /// <summary>How many steps, or repetitions.</summary>
    public const string Count = "count";

    /// <summary>No figures.</summary>
    public static IReadOnlyDictionary<string, double> None { get; } = new Dictionary<string, double>();
}
