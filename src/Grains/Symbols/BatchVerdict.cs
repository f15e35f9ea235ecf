namespace SqueezeFlow.Grains.Symbols;

/// <summary>What becomes of a batch.</summary>
internal enum BatchVerdict
{
    /// <summary>It is counted.</summary>
    New,

    /// <summary>It was counted before.</summary>
    Repeated,

    /// <summary>A batch before it that its sender still keeps has not come to this activation.</summary>
    Unconnected,
}
