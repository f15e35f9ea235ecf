using System.Text;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>Which lines only the owner of a market may write: what is counted. What venues tell of themselves is the same from everybody.</summary>
internal static class OwnedLines
{
    private static readonly byte[][] Starts =
    [
        "trades_"u8.ToArray(),
        Encoding.UTF8.GetBytes($"{LedgerPoints.Measurement},"),
        Encoding.UTF8.GetBytes($"{GapPoints.Measurement},"),
        Encoding.UTF8.GetBytes($"{PositionPoints.Measurement},"),
    ];

    /// <summary>The market of a line, without its end; null for one that anybody may write.</summary>
    public static string? MarketOf(ReadOnlySpan<byte> line)
    {
        foreach (var start in Starts)
        {
            if (line.StartsWith(start))
            {
                return LineReader.Read(line).Market;
            }
        }

        return null;
    }
}
