using System.ComponentModel;
using SqueezeFlow.Core.Signals.Parameters.Groups;

namespace SqueezeFlow.Core.Signals.Parameters;

/// <summary>
/// Every threshold, weight and look-back of the strategy. Immutable, and equal when all values are. What is not given is that of
/// <see cref="Corrected"/>. Look-backs count bars of the timeframe that is evaluated.
/// </summary>
public sealed record StrategyParameters
{
    /// <summary>The values of production.</summary>
    public static StrategyParameters Corrected { get; } = new();

    /// <summary>The values of the reference system. It measures flow against its own level, so that its rates are of another size.</summary>
    public static StrategyParameters Original { get; } = new()
    {
        Profile = StrategyProfile.Original,
        Flow = new() { StrongRate = 1e-4, PresentRate = 5e-5 },
        Absorption = new() { RangeConstant = 0.0001 },
    };

    /// <summary>Which reading of the formulas they are put into.</summary>
    public StrategyProfile Profile { get; init; } = StrategyProfile.Corrected;

    /// <summary>From a score to an entry.</summary>
    [Description("From a score to an entry: what is needed, staked and levered.")]
    public EntryParameters Entry { get; init; } = new();

    /// <summary>Momentum of price, wherever a phase asks for it.</summary>
    [Description("Momentum of price, wherever a phase asks for it.")]
    public MomentumParameters Momentum { get; init; } = new();

    /// <summary>Whether the two flows close up.</summary>
    [Description("Whether spot and perpetual CVD close up.")]
    public ConvergenceParameters Convergence { get; init; } = new();

    /// <summary>The rate of a flow.</summary>
    [Description("The rate of a flow, wherever the score asks for it.")]
    public FlowRateParameters Flow { get; init; } = new();

    /// <summary>Phase 1.</summary>
    [Description("Phase 1: who carries the flow, and what the market favours.")]
    public ContextParameters Context { get; init; } = new();

    /// <summary>Phase 2.</summary>
    [Description("Phase 2: whether spot and perpetual flow run against each other.")]
    public DivergenceParameters Divergence { get; init; } = new();

    /// <summary>Phase 3.</summary>
    [Description("Phase 3: whether the imbalance resolves.")]
    public ResetParameters Reset { get; init; } = new();

    /// <summary>Phase 4: deceleration of the flow.</summary>
    [Description("Phase 4: points for flow that decelerates.")]
    public DecelerationParameters Deceleration { get; init; } = new();

    /// <summary>Phase 4: absorption.</summary>
    [Description("Phase 4: points for absorption in the last candles.")]
    public AbsorptionParameters Absorption { get; init; } = new();

    /// <summary>Phase 4: failed breakdowns.</summary>
    [Description("Phase 4: points for breaks of a range that failed.")]
    public BreakdownParameters Breakdown { get; init; } = new();

    /// <summary>Phase 4: agreement with the direction.</summary>
    [Description("Phase 4: points for flow and price that go with the direction.")]
    public BiasParameters Bias { get; init; } = new();

    /// <summary>Phase 4: open interest.</summary>
    [Description("Phase 4: points for the change of open interest, where it is used.")]
    public OpenInterestParameters OpenInterest { get; init; } = new();

    /// <summary>Phase 5.</summary>
    [Description("Phase 5: what closes a position.")]
    public ExitParameters Exit { get; init; } = new();

    /// <summary>The values of a profile.</summary>
    public static StrategyParameters Of(StrategyProfile profile) => profile == StrategyProfile.Original ? Original : Corrected;
}
