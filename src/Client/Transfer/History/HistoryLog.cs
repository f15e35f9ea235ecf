using System.Globalization;
using System.Text;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Transfer.History;

/// <summary>
/// Bars as they come from a venue, kept beside the file that they will be: a line that says what was asked for, then a line a bar, only added
/// to. What a killed process left is gone on with; a line that was broken off is taken away. Deleted when the file is whole.
/// </summary>
internal sealed class HistoryLog : IDisposable
{
    private const string Suffix = ".loading";

    private readonly string _path;
    private readonly HistoryRequest _request;
    private readonly FileStream _file;
    private readonly SortedList<long, Bar> _bars = [];

    private HistoryLog(string path, HistoryRequest request, FileStream file) => (_path, _request, _file) = (path, request, file);

    /// <summary>Bars so far, in time order; those before the end that is asked for.</summary>
    public IReadOnlyList<Bar> Bars => [.. _bars.Values.Where(bar => bar.OpenUnixMs < _request.ToUnixMs)];

    /// <summary>Open of the bar to ask for next.</summary>
    public long NextUnixMs { get; private set; }

    /// <summary>Begins a log, or opens what was left of one.</summary>
    /// <param name="file">The file that it is for.</param>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="HistoryException">What was left is of another request.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static HistoryLog Open(string file, HistoryRequest request)
    {
        var path = file + Suffix;
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var log = new HistoryLog(path, request, stream) { NextUnixMs = request.FromUnixMs };
            log.Restore();
            return log;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Adds what the venue has of the time up to <paramref name="toUnixMs"/>.</summary>
    public void Add(IReadOnlyList<Bar> bars, long toUnixMs)
    {
        var text = new StringBuilder();
        foreach (var bar in bars)
        {
            _bars[bar.OpenUnixMs] = bar;
            text.Append(Line(bar)).Append('\n');
        }

        _file.Write(Encoding.UTF8.GetBytes(text.ToString()));
        _file.Flush();
        NextUnixMs = toUnixMs;
    }

    /// <summary>Takes it away.</summary>
    public void Delete()
    {
        _file.Dispose();
        File.Delete(_path);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string HeadOf(HistoryRequest request) =>
        string.Create(CultureInfo.InvariantCulture, $"squeezeflow history 1 {request.Market} {request.Timeframe} {request.FromUnixMs}");

    private static string Line(in Bar bar) => string.Create(
        CultureInfo.InvariantCulture, $"{bar.OpenUnixMs},{bar.Open:R},{bar.High:R},{bar.Low:R},{bar.Close:R},{bar.BuyNotional:R},{bar.SellNotional:R}");

    private void Restore()
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        var lines = Encoding.UTF8.GetString(bytes.AsSpan(0, whole)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > 0 && lines[0] != HeadOf(_request))
        {
            throw new HistoryException($"'{_path}' was left by '{lines[0]}', and this is '{HeadOf(_request)}': ask for the same, or delete it");
        }

        _file.SetLength(whole);
        _file.Position = whole;
        if (lines.Length == 0)
        {
            _file.Write(Encoding.UTF8.GetBytes(HeadOf(_request) + "\n"));
            _file.Flush();
        }

        for (var i = 1; i < lines.Length; i++)
        {
            var bar = Read(lines[i], i + 1);
            _bars[bar.OpenUnixMs] = bar;
            NextUnixMs = _request.Timeframe.Close(bar.OpenUnixMs);
        }
    }

    private Bar Read(string line, int number)
    {
        var cells = line.Split(',');
        var values = new double[6];
        var isRead = cells.Length == 7 & long.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var open);
        for (var i = 0; isRead && i < values.Length; i++)
        {
            isRead = double.TryParse(cells[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]);
        }

        return isRead
            ? new(open, values[0], values[1], values[2], values[3], values[4], values[5], 0, 0, 0, 0)
            : throw new HistoryException($"'{_path}' has '{line}' in line {number}, which is no bar: delete it");
    }
}
