namespace SqueezeFlow.Core.Completeness;

/// <summary>What the kinds of proof have in common.</summary>
public static class ProofKinds
{
    /// <summary>Whether a missing id proves a missing trade.</summary>
    public static bool AreIdsContiguous(this ProofKind proof) => proof is ProofKind.Ids or ProofKind.IdSpans;
}
