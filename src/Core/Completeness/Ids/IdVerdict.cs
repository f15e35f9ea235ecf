namespace SqueezeFlow.Core.Completeness.Ids;

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

    /// <summary>Newer than every trade seen although its id is not: perhaps ids begin anew. The trade is new.</summary>
    Suspect,

    /// <summary>The second of its kind: ids have begun anew.</summary>
    Anew,
}
