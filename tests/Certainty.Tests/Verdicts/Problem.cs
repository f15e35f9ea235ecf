namespace SqueezeFlow.Certainty.Tests.Verdicts;

/// <summary>One thing that is wrong.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Words">Where and how much.</param>
internal sealed record Problem(ProblemKind Kind, string Words)
{
    public override string ToString() => $"{Kind}: {Words}";
}

/// <summary>What may be wrong.</summary>
internal enum ProblemKind
{
    /// <summary>A bar holds more than happened.</summary>
    CountedTwice,

    /// <summary>A trade is in no bar and in no open gap.</summary>
    Vanished,

    /// <summary>A minute is called complete and is not the truth.</summary>
    FalselyComplete,

    /// <summary>A longer bar is not the sum of its seconds.</summary>
    Unequal,

    /// <summary>The run itself broke.</summary>
    Broken,
}
