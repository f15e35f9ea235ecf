using System.Text.Json.Nodes;
using SqueezeFlow.Core.Signals.Phases.Reset;
using static SqueezeFlow.Client.Offline.Vectors.Suites.SnakeCase;

namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>Phase 3 in the reference system's layout.</summary>
internal static class OriginalResetTree
{
    public static JsonObject Of(in ResetResult reset) => new()
    {
        ["reset_detected"] = reset.Detected,
        ["reset_type"] = Upper(reset.Type),
        ["unbalanced_pattern"] = Dominance(reset),
        ["convergence"] = new JsonObject
        {
            ["converging"] = reset.Convergence.Converging,
            ["rate"] = Number(reset.Convergence.Rate),
            ["strength"] = Number(reset.Convergence.Strength),
            ["current_divergence"] = Number(reset.Convergence.Distance),
            ["trend"] = reset.Convergence.Rate > 0 ? "CONVERGING" : "DIVERGING",
        },
        ["momentum_exhaustion"] = new JsonObject
        {
            ["exhausted"] = reset.Exhaustion.Exhausted,
            ["deceleration"] = reset.Exhaustion.Decelerating,
            ["stagnant"] = reset.Exhaustion.Stagnant,
            ["momentum_score"] = Number(reset.Exhaustion.Score),
            ["trend"] = Upper(reset.Exhaustion.Trend),
        },
        ["reset_type_a"] = new JsonObject
        {
            ["detected"] = reset.Type is ResetType.TypeA or ResetType.Both,
            ["convergence_strength"] = Number(reset.Convergence.Strength),
            ["has_momentum_exhaustion"] = reset.Exhaustion.Exhausted,
        },
        ["reset_type_b"] = new JsonObject
        {
            ["detected"] = reset.Type is ResetType.TypeB or ResetType.Both,
            ["spike_magnitude"] = Number(reset.SpikeMagnitude),
            ["has_volatility_spike"] = reset.HasVolatilitySpike,
            ["has_price_spike"] = reset.HasPriceSpike,
            ["has_cvd_support"] = reset.HasCvdSupport,
            ["momentum_trend"] = Upper(reset.Explosion.Trend),
        },
        ["timeframe_alignment"] = new JsonObject { ["aligned"] = reset.IsAligned, ["score"] = Number(reset.Alignment) },
        ["equilibrium_status"] = Upper(reset.Equilibrium),
    };

    private static JsonObject Dominance(in ResetResult reset) => new()
    {
        ["pattern"] = Upper(reset.Dominance),
        ["dominant_side"] = reset.Dominance switch
        {
            FlowDominance.SpotDominated => "SPOT",
            FlowDominance.PerpDominated => "PERP",
            _ => "NONE",
        },
        ["spot_dominance"] = Number(reset.SpotDominance),
        ["futures_dominance"] = Number(reset.PerpDominance),
        ["is_unbalanced"] = reset.Dominance != FlowDominance.Balanced,
        ["momentum_strength"] = Number(reset.MomentumStrength),
    };
}
