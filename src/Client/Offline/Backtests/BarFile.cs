using System.Globalization;
using System.IO.Compression;
using SqueezeFlow.Client.Offline.Vectors;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>Reads recorded bars: <c>.csv</c> or <c>.csv.gz</c> with a header that names at least the columns used.</summary>
internal static class BarFile
{
    private static readonly string[] Columns = ["time_s", "open", "high", "low", "close", "vbuy", "vsell"];

    /// <summary>All bars of a file in its order.</summary>
    /// <exception cref="VectorFormatException">A column, a value or the end of the file is missing.</exception>
    public static List<RecordedBar> Read(string path)
    {
        var file = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new VectorFormatException(path, "path", "nothing", "a bar file (.csv, .csv.gz)");
        }

        try
        {
            using var stream = File.OpenRead(path);
            using var plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
            using var reader = new StreamReader(plain);
            return ReadRows(reader, file);
        }
        catch (InvalidDataException broken)
        {
            throw new VectorFormatException($"{file}: gzip data: found a damaged or broken-off stream, expected a complete one", broken);
        }
    }

    private static List<RecordedBar> ReadRows(StreamReader reader, string file)
    {
        var header = (reader.ReadLine() ?? "").Split(',');
        var places = Columns.Select(column => Array.IndexOf(header, column)).ToArray();
        if (Array.IndexOf(places, -1) is >= 0 and var missing)
        {
            throw new VectorFormatException(file, "line 1", $"no column {Columns[missing]}", $"the columns {string.Join(',', Columns)}");
        }

        var bars = new List<RecordedBar>();
        var values = new double[Columns.Length];
        var width = places.Max() + 1;
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            Parse(text, header.Length, width, places, values, file, line);
            bars.Add(new((long)values[0], values[1], values[2], values[3], values[4], values[5], values[6]));
            if (bars.Count > 1 && bars[^1].OpenSeconds <= bars[^2].OpenSeconds)
            {
                throw new VectorFormatException(file, $"line {line}, time_s", text.Split(',')[places[0]], $"a time after {bars[^2].OpenSeconds}");
            }
        }

        return bars;
    }

    private static void Parse(string text, int fields, int width, int[] places, double[] values, string file, int line)
    {
        Span<Range> cells = stackalloc Range[Math.Max(fields, width) + 1];
        var row = text.AsSpan();
        var count = row.Split(cells, ',');
        if (count != fields)
        {
            throw new VectorFormatException(file, $"line {line}", $"{count} fields", $"{fields} fields as in the header");
        }

        for (var i = 0; i < places.Length; i++)
        {
            var cell = row[cells[places[i]]];
            if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
            {
                throw new VectorFormatException(file, $"line {line}, {Columns[i]}", $"'{cell}'", "a number");
            }
        }
    }
}
