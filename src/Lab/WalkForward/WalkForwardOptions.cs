using System.Globalization;

namespace SqueezeFlow.Lab.WalkForward;

/// <summary>How time is divided into folds. Immutable.</summary>
public sealed record WalkForwardOptions
{
    /// <summary>Where training begins.</summary>
    public WalkForwardKind Kind { get; init; } = WalkForwardKind.Rolling;

    /// <summary>Length of the first training window (of each, when rolling), the purge included.</summary>
    public TimeSpan Train { get; init; } = TimeSpan.FromDays(60);

    /// <summary>From one test to the next, the embargo included.</summary>
    public TimeSpan Test { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Left out at the end of training: what was entered there may still be held when the test begins.</summary>
    public TimeSpan Purge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Left out at the beginning of a test: what the last days of training taught may still be at work there.</summary>
    public TimeSpan Embargo { get; init; } = TimeSpan.Zero;

    /// <summary>Everything that does not go together for bars in <c>[from, to)</c>, each with the value and what would do; empty when all does.</summary>
    public IEnumerable<string> ProblemsFor(long fromUnixMs, long toUnixMs)
    {
        if (Train <= TimeSpan.Zero)
        {
            yield return $"train: '{Text(Train)}' is no length: give more than nothing, e.g. 60d";
        }

        if (Test <= TimeSpan.Zero)
        {
            yield return $"test: '{Text(Test)}' is no length: give more than nothing, e.g. 30d";
        }

        if (Purge < TimeSpan.Zero || Purge >= Train)
        {
            yield return $"purge: '{Text(Purge)}' leaves nothing of a training of {Text(Train)}: give 0 or more, and less than that";
        }

        if (Embargo < TimeSpan.Zero || Embargo >= Test)
        {
            yield return $"embargo: '{Text(Embargo)}' leaves nothing of a test of {Text(Test)}: give 0 or more, and less than that";
        }

        var there = TimeSpan.FromMilliseconds(toUnixMs - fromUnixMs);
        if (Train > TimeSpan.Zero && Test > TimeSpan.Zero && Train + Test > there)
        {
            yield return $"train and test: '{Text(Train)}' and '{Text(Test)}' are longer than the {Text(there)} that there are: give less, or more bars";
        }
    }

    private static string Text(TimeSpan span) => span.TotalDays >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.##}d")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.##}h");
}
