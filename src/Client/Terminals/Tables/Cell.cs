using Spectre.Console;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Client.Terminals.Tables;

/// <summary>One text in a table.</summary>
/// <param name="Text">What is said; no markup.</param>
/// <param name="Tone">How.</param>
internal readonly record struct Cell(string Text, Tone Tone = Tone.Plain)
{
    /// <summary>What is said, fit for a terminal.</summary>
    public string Text { get; init; } = Figures.Printable(Text);

    /// <summary>Colours of the tones.</summary>
    public Style Style => Tone switch
    {
        Tone.Good => new Style(Color.Green),
        Tone.Warning => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red),
        Tone.Dim => new Style(Color.Grey),
        _ => Style.Plain,
    };

    /// <summary>A plain text.</summary>
    public static implicit operator Cell(string? text) => new(text ?? Figures.None);

    /// <summary>A text whose tone follows the sign of a number.</summary>
    public static Cell Signed(string text, double? value) =>
        new(text, value switch { > 0 => Tone.Good, < 0 => Tone.Bad, _ => Tone.Plain });

    /// <summary>A level of health in its tone.</summary>
    public static Cell Level(string level) =>
        new(level, level switch { HealthLevels.Healthy => Tone.Good, HealthLevels.Degraded => Tone.Warning, _ => Tone.Bad });
}
