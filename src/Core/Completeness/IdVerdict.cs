namespace SqueezeFlow.Core.Completeness;

/// <summary>What an id says of its trade.</summary>
internal enum IdVerdict
{
    /// <summary>The expected one.</summary>
    Next,

    /// <summary>New, but ids before it are missing.</summary>
    AfterHole,

    /// <summary>One of the missing.</summary>
    FillsHole,

    /// <summary>Counted before.</summary>
    Repeated,
}
