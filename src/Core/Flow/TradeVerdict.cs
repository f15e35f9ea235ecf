namespace SqueezeFlow.Core.Flow;

/// <summary>What became of a trade.</summary>
public enum TradeVerdict
{
    /// <summary>In its bar.</summary>
    Counted,

    /// <summary>In its bar, which had been closed and is corrected.</summary>
    Late,

    /// <summary>Counted before; refused.</summary>
    Duplicate,

    /// <summary>Its bars are in the store alone: it waits until they are read back, and nothing is booked of it before.</summary>
    TooLate,
}
