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

    /// <summary>Older than the correction window; in no bar.</summary>
    TooLate,
}
