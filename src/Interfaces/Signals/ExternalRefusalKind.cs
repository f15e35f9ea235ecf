namespace SqueezeFlow.Interfaces.Signals;

/// <summary>What keeps a signal from outside from being taken.</summary>
public enum ExternalRefusalKind
{
    /// <summary>A field will not do.</summary>
    Invalid,

    /// <summary>What a field names is not there.</summary>
    NotFound,

    /// <summary>It goes against what is known: another signal of this id, a position that is not ours.</summary>
    Conflict,

    /// <summary>A part of the service does not answer now.</summary>
    Unavailable,
}
