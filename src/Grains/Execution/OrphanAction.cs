namespace SqueezeFlow.Grains.Execution;

/// <summary>What becomes of a position that came so late that its signal had been booked as not opened.</summary>
public enum OrphanAction
{
    /// <summary>It is closed: nobody has wanted it since.</summary>
    Exit,

    /// <summary>It is kept, and watched like any other.</summary>
    Adopt,
}
