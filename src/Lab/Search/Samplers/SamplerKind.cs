namespace SqueezeFlow.Lab.Search.Samplers;

/// <summary>How candidates are chosen.</summary>
public enum SamplerKind
{
    /// <summary>Tree-structured Parzen estimator: near what was good, away from what was not.</summary>
    Tpe,

    /// <summary>Anywhere.</summary>
    Random,

    /// <summary>Every combination of steps.</summary>
    Grid,
}
