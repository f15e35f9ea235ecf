namespace SqueezeFlow.Core.Notices;

/// <summary>How much a notice matters, from least to most.</summary>
public enum NoticeSeverity
{
    /// <summary>Worth knowing: an order was filled, something is well again.</summary>
    Info,

    /// <summary>Somebody may want to look: data are missing, entries pause.</summary>
    Warning,

    /// <summary>Somebody must look: a position is not under control, or the service does not do its job.</summary>
    Critical,
}
