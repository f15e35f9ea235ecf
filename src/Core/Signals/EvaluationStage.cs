namespace SqueezeFlow.Core.Signals;

/// <summary>The last step that an evaluation reached.</summary>
public enum EvaluationStage
{
    /// <summary>Too few bars to ask anything.</summary>
    Data,

    /// <summary>Phase 1 ended it.</summary>
    Context,

    /// <summary>Phase 2 ended it.</summary>
    Divergence,

    /// <summary>Phases 1 to 4 were asked.</summary>
    Scoring,

    /// <summary>Phase 5 was asked.</summary>
    Exit,
}
