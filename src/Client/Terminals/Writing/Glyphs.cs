using Spectre.Console.Rendering;

namespace SqueezeFlow.Client.Terminals.Writing;

/// <summary>Texts as wide as a terminal shows them: a Chinese coin's sign takes two cells.</summary>
internal static class Glyphs
{
    /// <summary>Cells that a text takes.</summary>
    public static int Width(string text) => Segment.CellCount([new Segment(text)]);

    /// <summary>The text, filled with spaces on the right.</summary>
    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>The text, filled with spaces on the left.</summary>
    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;
}
