using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>The statements that make longer bars of shorter ones, inside the database. None depends on the markets there are.</summary>
/// <param name="database">Name of the database.</param>
internal sealed class ResampleText(string database)
{
    private static readonly string[] Sums = ["vbuy", "vsell", "cbuy", "csell", "lbuy", "lsell"];

    private static readonly string Columns = string.Join(
        ", ",
        [.. new[] { ("first", "open"), ("max", "high"), ("min", "low"), ("last", "close") }.Concat(Sums.Select(name => ("sum", name))).Select(Column)]);

    /// <summary>Name of the continuous query that makes a frame.</summary>
    public static string NameOf(InfluxFrame frame) => $"cq_{frame.Timeframe}";

    /// <summary>Makes the bars of a frame that open in a range, all markets.</summary>
    /// <param name="source">What they are made of.</param>
    /// <param name="frame">What is made.</param>
    /// <param name="fromUnixMs">Start, a multiple of the frame.</param>
    /// <param name="toUnixMs">End, exclusive.</param>
    public string Once(InfluxFrame source, InfluxFrame frame, long fromUnixMs, long toUnixMs) =>
        Select(source, frame, $" WHERE time >= {InfluxQl.Time(fromUnixMs)} AND time < {InfluxQl.Time(toUnixMs)}");

    /// <summary>Makes the bars of a frame from now on: at the end of each, and once more a bar later, for what came late.</summary>
    public string Continuous(InfluxFrame source, InfluxFrame frame) =>
        $"CREATE CONTINUOUS QUERY {InfluxQl.Name(NameOf(frame))} ON {InfluxQl.Name(database)} " +
        $"RESAMPLE EVERY {LengthOf(frame.Timeframe, 1)} FOR {LengthOf(frame.Timeframe, 2)} BEGIN {Select(source, frame, "")} END";

    /// <summary>Where the bars of a frame are.</summary>
    public string Place(InfluxFrame frame) => $"{InfluxQl.Name(database)}.{InfluxQl.Name(frame.Policy)}.{InfluxQl.Name(frame.Measurement)}";

    /// <summary>Whether two texts are the same statement: the server prints names without quotes where they need none.</summary>
    public static bool IsSame(string text, string other) => Plain(text) == Plain(other);

    private static string Plain(string text) =>
        string.Join(' ', text.Replace("\"", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Column((string Function, string Name) column) => $"{column.Function}({InfluxQl.Name(column.Name)}) AS {InfluxQl.Name(column.Name)}";

    private static string LengthOf(Timeframe timeframe, int times) => InfluxQl.Duration(times * TimeSpan.FromMilliseconds(timeframe.Milliseconds));

    private string Select(InfluxFrame source, InfluxFrame frame, string where) =>
        $"SELECT {Columns} INTO {Place(frame)} FROM {Place(source)}{where} GROUP BY time({LengthOf(frame.Timeframe, 1)}), {InfluxQl.Name("market")} fill(none)";
}
