namespace SqueezeFlow.Core.Signals.Phases.Reset;

/// <summary>Where the two flows stand after an imbalance.</summary>
public enum Equilibrium
{
    /// <summary>Apart.</summary>
    Imbalanced,

    /// <summary>Converging.</summary>
    SeekingEquilibrium,

    /// <summary>A reset was seen.</summary>
    EquilibriumRestored,
}
