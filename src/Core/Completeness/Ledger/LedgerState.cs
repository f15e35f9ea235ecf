namespace SqueezeFlow.Core.Completeness.Ledger;

/// <summary>What is known of a market's minute.</summary>
public enum LedgerState
{
    /// <summary>Nobody was listening, or there is no evidence.</summary>
    Unknown,

    /// <summary>Something is missing.</summary>
    Partial,

    /// <summary>Nothing is missing, by the proof of the row.</summary>
    Complete,
}
