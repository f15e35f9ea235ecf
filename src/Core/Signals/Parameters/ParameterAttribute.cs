namespace SqueezeFlow.Core.Signals.Parameters;

/// <summary>Says all there is to know of a parameter: its property's name and this mark are what checks, files, their schema and all tables are made of.</summary>
/// <param name="unit">What it counts, e.g. <c>bars</c>.</param>
/// <param name="minimum">Smallest value allowed.</param>
/// <param name="maximum">Largest value allowed.</param>
/// <param name="meaning">What it does, in one sentence.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterAttribute(string unit, double minimum, double maximum, string meaning) : Attribute
{
    /// <summary>What it counts.</summary>
    public string Unit { get; } = unit;

    /// <summary>Smallest value allowed.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>Largest value allowed.</summary>
    public double Maximum { get; } = maximum;

    /// <summary>What it does, in one sentence.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>Property of the same group that it may not exceed; null for none.</summary>
    public string? NotAbove { get; init; }
}
