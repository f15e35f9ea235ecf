namespace SqueezeFlow.Lab.Verdicts;

/// <summary>How evidence is drawn. Immutable.</summary>
public sealed record EvidenceOptions
{
    /// <summary>Resampled series and random arrangements.</summary>
    public int Draws { get; init; } = 2_000;

    /// <summary>Same seed, same evidence.</summary>
    public ulong Seed { get; init; }
}
