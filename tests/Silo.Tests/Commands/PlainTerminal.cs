using System.Text;

namespace SqueezeFlow.Silo.Tests.Commands;

/// <summary>What a person sees of a text that a program writes to a terminal: line feeds, carriage returns and the erasing of a line.</summary>
internal static class PlainTerminal
{
    public static IReadOnlyList<string> LinesOf(string written)
    {
        List<StringBuilder> lines = [new()];
        var column = 0;
        for (var i = 0; i < written.Length; i++)
        {
            switch (written[i])
            {
                case '\n':
                    lines.Add(new());
                    column = 0;
                    break;
                case '\r':
                    column = 0;
                    break;
                case '\e' when written.AsSpan(i).StartsWith("\e[K"):
                    lines[^1].Length = column;
                    i += 2;
                    break;
                default:
                    Put(lines[^1], column++, written[i]);
                    break;
            }
        }

        return [.. lines.Select(line => line.ToString())];
    }

    private static void Put(StringBuilder line, int column, char glyph)
    {
        line.Length = Math.Max(line.Length, column + 1);
        line[column] = glyph;
    }
}
