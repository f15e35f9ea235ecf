using System.Globalization;
using System.IO.Compression;
using SqueezeFlow.Client.Offline.Vectors;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>Two-hour changes of open interest from a recorded file: columns <c>time_s</c> and <c>oi_quote</c>, one row every five minutes.</summary>
internal sealed class OpenInterestChanges
{
    private const long StepSeconds = 300;
    private const long SpanSeconds = 24 * StepSeconds;
    private readonly List<(long Seconds, double Usd)> _rows = [];

    /// <exception cref="VectorFormatException">The file cannot be read.</exception>
    public OpenInterestChanges(string path)
    {
        var file = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new VectorFormatException(path, "path", "nothing", "an open interest file (.csv, .csv.gz)");
        }

        try
        {
            using var stream = File.OpenRead(path);
            using var plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
            using var reader = new StreamReader(plain);
            Read(reader, file);
        }
        catch (InvalidDataException broken)
        {
            throw new VectorFormatException($"{file}: gzip data: found a damaged or broken-off stream, expected a complete one", broken);
        }
    }

    /// <summary>Change over the two hours before a moment, percent; null when either end is unknown. A zero is a hole in the record, not a collapse.</summary>
    public double? At(long unixMs)
    {
        var now = Before(unixMs / 1000);
        var then = Before((unixMs / 1000) - SpanSeconds);
        return now is { } current && then is { } past ? 100 * (current - past) / past : null;
    }

    private void Read(StreamReader reader, string file)
    {
        var header = (reader.ReadLine() ?? "").Split(',');
        var (time, value) = (Array.IndexOf(header, "time_s"), Array.IndexOf(header, "oi_quote"));
        if (time < 0 || value < 0)
        {
            throw new VectorFormatException(file, "line 1", string.Join(',', header), "the columns time_s and oi_quote");
        }

        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            var cells = text.Split(',');
            if (cells.Length != header.Length ||
                !long.TryParse(cells[time], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ||
                !double.TryParse(cells[value], NumberStyles.Float, CultureInfo.InvariantCulture, out var usd))
            {
                throw new VectorFormatException(file, $"line {line}", text, "a time in time_s and a number in oi_quote");
            }

            if (usd > 0)
            {
                _rows.Add((seconds, usd));
            }
        }
    }

    // The newest row at or before a moment, as long as it is not older than half an hour.
    private double? Before(long seconds)
    {
        var index = _rows.BinarySearch((seconds, double.MaxValue));
        index = index >= 0 ? index : ~index - 1;
        return index >= 0 && seconds - _rows[index].Seconds <= 6 * StepSeconds ? _rows[index].Usd : null;
    }
}
