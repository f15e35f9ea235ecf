namespace SqueezeFlow.Core.Signals.Parameters.Groups;

/// <summary>Phase 4: points for flow and price that go with the direction.</summary>
public sealed record BiasParameters : ParameterGroup
{
    [Parameter("points", 0, 10, "Points at most, a reset left out.")]
    public double Weight { get; init; } = 2;

    [Parameter("of the weight", 0, 1, "Part for strong spot flow with the perpetuals going along.")]
    public double StrongFlowPart { get; init; } = 0.5;

    [Parameter("of the weight", 0, 1, "Part for spot flow that is there.")]
    public double PresentFlowPart { get; init; } = 0.3;

    [Parameter("bars", 2, 500, "Newest bars over which the drift of price is measured.")]
    public int DriftBars { get; init; } = 5;

    [Parameter("fraction a bar", 0, 1, "Drift of price above which it is strong.")]
    public double StrongDrift { get; init; } = 1e-4;

    [Parameter("fraction a bar", 0, 1, "Drift of price above which it is there.", NotAbove = nameof(StrongDrift))]
    public double PresentDrift { get; init; } = 5e-5;

    [Parameter("of the weight", 0, 1, "Part for strong drift with the flow.")]
    public double StrongDriftPart { get; init; } = 0.4;

    [Parameter("of the weight", 0, 1, "Part for drift that is there.")]
    public double PresentDriftPart { get; init; } = 0.2;

    [Parameter("of the weight", 0, 1, "Part for a market that favours the direction (Original: any direction).")]
    public double FavouredPart { get; init; } = 0.2;

    [Parameter("of the weight", 0, 1, "Part for a neutral market.")]
    public double NeutralPart { get; init; } = 0.1;
}
