namespace SqueezeFlow.Core.Signals.Results;

/// <summary>Whose signals.</summary>
public enum SignalOrigin
{
    /// <summary>All.</summary>
    All,

    /// <summary>The strategy's own.</summary>
    Strategy,

    /// <summary>Those from outside.</summary>
    External,
}
