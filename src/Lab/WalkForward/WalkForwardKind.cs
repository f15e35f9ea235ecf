namespace SqueezeFlow.Lab.WalkForward;

/// <summary>Where the training window of a fold begins.</summary>
public enum WalkForwardKind
{
    /// <summary>A fixed time before its test.</summary>
    Rolling,

    /// <summary>At the first bar.</summary>
    Anchored,
}
