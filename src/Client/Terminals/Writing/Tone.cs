namespace SqueezeFlow.Client.Terminals.Writing;

/// <summary>How a cell should strike the eye.</summary>
internal enum Tone
{
    /// <summary>As any other.</summary>
    Plain,

    /// <summary>All is well, or a gain.</summary>
    Good,

    /// <summary>Worth a look.</summary>
    Warning,

    /// <summary>Wrong, or a loss.</summary>
    Bad,

    /// <summary>Of little weight.</summary>
    Dim,
}
