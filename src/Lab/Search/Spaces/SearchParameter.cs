using System.Globalization;

namespace SqueezeFlow.Lab.Search.Spaces;

/// <summary>A number that is searched. Immutable.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Low">Smallest value.</param>
/// <param name="High">Largest value.</param>
public sealed record SearchParameter(string Name, double Low, double High)
{
    private const int MostLevels = 1_000_000;

    // Steps are counted in decimals, which have 28 places.
    private const double SmallestStep = 1e-12;

    /// <summary>Distance of the values from <see cref="Low"/> on; null for any value in between.</summary>
    public double? Step { get; init; }

    /// <summary>Whether equal ratios are searched as closely, instead of equal distances.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>How many values there are; null without a step.</summary>
    public int? Levels => Step is { } step ? (int)Math.Floor(((decimal)High - (decimal)Low) / (decimal)step) + 1 : null;

    /// <summary>Everything that is wrong with it, each with name, value and what would do; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (!IsUsable(Low) || !IsUsable(High))
        {
            yield return $"{Name}: '{Range}' is no range: give two numbers, e.g. {Name}=1..2";
            yield break;
        }

        if (Low > High)
        {
            yield return $"{Name}: '{Range}' is reversed: give the smaller number first, {Name}={Text(High)}..{Text(Low)}";
        }
        else if (Low.Equals(High))
        {
            yield return $"{Name}: '{Range}' is a single value: give two different numbers, or leave the parameter out";
        }

        if (Step is { } step && !(step >= SmallestStep && IsUsable(step)))
        {
            yield return $"{Name}: a step of '{Text(step)}' leads nowhere: give one above {(step > 0 ? Text(SmallestStep) : "0")}";
        }
        else if (Step > High - Low && Low < High)
        {
            yield return $"{Name}: a step of '{Text(Step.Value)}' is longer than '{Range}': give a smaller one";
        }
        else if (Step is { } small && (High - Low) / small > MostLevels)
        {
            yield return $"{Name}: a step of '{Text(small)}' makes more than {MostLevels} values: give a larger one";
        }

        if (IsLogarithmic && Low <= 0)
        {
            yield return $"{Name}: '{Range}' has no logarithm: give a range above 0, or leave out log";
        }

        if (IsLogarithmic && Step is not null)
        {
            yield return $"{Name}: a step and log do not go together: leave one out";
        }
    }

    /// <summary>The value at a share of the range, 0 to 1.</summary>
    public double At(double share) => Levels is { } levels
        ? Level(Math.Clamp((int)(share * levels), 0, levels - 1))
        : Math.Clamp(IsLogarithmic ? Low * Math.Pow(High / Low, share) : Low + (share * (High - Low)), Low, High);

    /// <summary>The share of the range at which a value lies, 0 to 1; the middle of its part where there are steps.</summary>
    public double ShareOf(double value) => Levels is { } levels
        ? (Math.Round((value - Low) / Step!.Value) + 0.5) / levels
        : IsLogarithmic ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);

    /// <summary>The value of a number from 0, counted in steps; exact in decimals.</summary>
    public double Level(int number) => (double)((decimal)Low + (number * (decimal)Step!.Value));

    /// <summary>As it is typed: <c>entry.minScore=4..8:0.5</c>.</summary>
    public override string ToString() =>
        $"{Name}={Range}{(Step is { } step ? ":" + Text(step) : IsLogarithmic ? ":log" : string.Empty)}";

    private string Range => $"{Text(Low)}..{Text(High)}";

    private static bool IsUsable(double value) => double.IsFinite(value) && Math.Abs(value) <= 1e15;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
