using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Terminals.Tables;

/// <summary>Directions in their tones.</summary>
internal static class Decisions
{
    /// <summary><c>LONG</c>, <c>SHORT</c> and the rest; <c>-</c> before the first evaluation.</summary>
    public static Cell Cell(string? decision)
    {
        var word = decision?.ToUpperInvariant();
        return new(word ?? Figures.None, word switch { "LONG" => Tone.Good, "SHORT" => Tone.Bad, "CLOSE" => Tone.Warning, _ => Tone.Plain });
    }
}
