namespace SqueezeFlow.Core.Signals.Phases.Exits;

/// <summary>Whether both flows run against a position.</summary>
public enum CvdInvalidation
{
    /// <summary>No.</summary>
    None,

    /// <summary>Both fall under a long.</summary>
    CvdDeclining,

    /// <summary>Both rise over a short.</summary>
    CvdRising,
}
