namespace SqueezeFlow.Core.Completeness;

/// <summary>How strong the evidence of completeness is, strongest first.</summary>
public enum ProofKind
{
    /// <summary>Trade ids are contiguous: any hole is a loss.</summary>
    Ids,

    /// <summary>A list from REST reaches back to the last trade seen.</summary>
    Overlap,

    /// <summary>A per-connection counter proves the wire while connected.</summary>
    Sequence,

    /// <summary>Only the time of being connected is known.</summary>
    Connection,
}
