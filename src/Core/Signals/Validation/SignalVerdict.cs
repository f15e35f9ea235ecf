namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>Whether a signal may be published.</summary>
public enum SignalVerdict
{
    /// <summary>It may.</summary>
    Valid,

    /// <summary>The message is malformed or a value is out of range.</summary>
    Invalid,

    /// <summary>The same signal, or one like it within the cooldown, was accepted before.</summary>
    Duplicate,

    /// <summary>Too many were accepted of late.</summary>
    RateLimited,

    /// <summary>Too old, or from the future.</summary>
    Expired,
}
