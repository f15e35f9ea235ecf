namespace SqueezeFlow.Client.Terminals.Tables;

/// <summary>A series as one line of blocks.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>The last <paramref name="width"/> values, lowest at the bottom; missing ones are spaces.</summary>
    public static string Of(IReadOnlyList<double> values, int width)
    {
        var shown = values.Skip(Math.Max(0, values.Count - width)).ToArray();
        var known = shown.Where(double.IsFinite).ToArray();
        if (known.Length == 0)
        {
            return string.Empty;
        }

        double low = known.Min(), range = known.Max() - low;
        return string.Concat(shown.Select(value => Block(value, low, range)));
    }

    private static char Block(double value, double low, double range)
    {
        if (!double.IsFinite(value))
        {
            return ' ';
        }

        return range > 0 ? Blocks[(int)Math.Round((value - low) / range * (Blocks.Length - 1))] : Blocks[Blocks.Length / 2];
    }
}
