namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>What is wrong with a reading that is kept but not counted.</summary>
public enum OpenInterestDoubt
{
    /// <summary>Nothing: it is counted.</summary>
    None,

    /// <summary>No open interest at all, which no market that trades has.</summary>
    Zero,

    /// <summary>More than half away from the last counted reading, and not confirmed yet.</summary>
    Jump,

    /// <summary>Not a number, or below zero.</summary>
    Invalid,

    /// <summary>No price is known to value it with.</summary>
    Unpriced,

    /// <summary>The venue's own time says that it is older than a value may stand.</summary>
    Stale,
}
