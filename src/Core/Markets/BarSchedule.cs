namespace SqueezeFlow.Core.Markets;

/// <summary>When closed bars are evaluated.</summary>
public enum BarSchedule
{
    /// <summary>Each as it closes, by trades or by the clock.</summary>
    AsTheyClose,

    /// <summary>In order of bar time and symbol, the next only when the signals of the last are settled; none closes by the clock.</summary>
    InOrder,
}
