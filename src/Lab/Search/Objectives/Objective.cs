namespace SqueezeFlow.Lab.Search.Objectives;

/// <summary>What a search makes as large as it can: a measure by its name, or an expression over measures. Immutable.</summary>
public sealed class Objective
{
    private readonly Func<MeasureSet, double> _value;

    private Objective(string text, Func<MeasureSet, double> value) => (Text, _value) = (text, value);

    /// <summary>As it was typed.</summary>
    public string Text { get; }

    /// <summary>Reads one.</summary>
    /// <exception cref="ObjectiveException">It is no expression over measures.</exception>
    public static Objective Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text.Trim(), new ExpressionReader(text).Read());
    }

    /// <summary>Its value; not finite when something it needs is not known.</summary>
    public double Of(MeasureSet measures) => _value(measures);
}
