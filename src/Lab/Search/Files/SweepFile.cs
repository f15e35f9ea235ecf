using System.Text;
using System.Text.Json;

namespace SqueezeFlow.Lab.Search.Files;

/// <summary>
/// Keeps a search: one line that says what is searched, then one line a candidate, by number. Lines are only ever added; one that was broken
/// off when the process was killed is taken away when the file is opened again. Not thread-safe.
/// </summary>
public sealed class SweepFile : IDisposable
{
    private const int LongestLine = 1 << 20;
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly List<SweepEntry> _entries = [];
    private bool _isBrokenOff;

    private SweepFile(string path, FileStream stream) => (_path, _stream) = (path, stream);

    /// <summary>Candidates that were there when it was opened, by number.</summary>
    public IReadOnlyList<SweepEntry> Entries => _entries;

    /// <summary>Opens a file to go on with it; makes it where there is none.</summary>
    /// <exception cref="SweepFileException">It is of another search, another version, no such file at all, damaged, or in use. It is left as it is.</exception>
    public static SweepFile Open(string path, SweepHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var stream = OpenAlone(path);
        try
        {
            var file = new SweepFile(path, stream);
            file.Begin(header.ToLine(), header);
            return file;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Adds a candidate; a process that is killed afterwards has it on file.</summary>
    /// <exception cref="IOException">It cannot be written, or one before could not: nothing may follow a line that is broken off.</exception>
    public void Append(SweepEntry entry)
    {
        if (_isBrokenOff)
        {
            throw new IOException($"'{_path}' ends with a line that could not be written");
        }

        _isBrokenOff = true;
        _stream.Write(Encoding.UTF8.GetBytes(SweepLine.Write(entry) + "\n"));
        _isBrokenOff = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>Checks that a candidate of the file is the one that this search chooses.</summary>
    internal void Demand(SweepEntry entry, double[] values)
    {
        if (!entry.Values.SequenceEqual(values))
        {
            throw Refuse($"candidate {entry.Number} has other values than this search chooses: it was changed, or made on a machine that counts otherwise");
        }
    }

    private static FileStream OpenAlone(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SweepFileException($"'{path}' cannot be opened to write ({error.Message}): end what else writes it, or give another file", error);
        }
    }

    private void Begin(string expected, SweepHeader header)
    {
        var whole = EndOfLastLine();
        _stream.Position = 0;
        using var reader = new StreamReader(_stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        if (whole == 0)
        {
            // Killed before the first line was whole.
            if (_stream.Length > expected.Length * 4 || !expected.StartsWith(reader.ReadToEnd(), StringComparison.Ordinal))
            {
                throw Refuse("it is no result of a search");
            }

            _stream.SetLength(0);
            _stream.Write(Encoding.UTF8.GetBytes(expected + "\n"));
            return;
        }

        var first = reader.ReadLine()!;
        CheckFirst(first, expected, header);
        ReadLines(reader, whole - Encoding.UTF8.GetByteCount(first) - 1, header.Plan.Count);
        _stream.SetLength(whole);
        _stream.Seek(0, SeekOrigin.End);
    }

    // Where the last whole line ends; 0 without one.
    private long EndOfLastLine()
    {
        for (var at = _stream.Length; at > Math.Max(0, _stream.Length - LongestLine); at--)
        {
            _stream.Position = at - 1;
            if (_stream.ReadByte() == '\n')
            {
                return at;
            }
        }

        return 0;
    }

    private void CheckFirst(string line, string expected, SweepHeader header)
    {
        if (line == expected)
        {
            return;
        }

        List<string> differences;
        try
        {
            differences = [.. header.DifferencesFrom(line)];
        }
        catch (JsonException error)
        {
            throw new SweepFileException(Text("it is no result of a search"), error);
        }

        throw Refuse(string.Join("; ", differences));
    }

    private void ReadLines(StreamReader reader, long bytes, int most)
    {
        while (bytes > 0 && reader.ReadLine() is { } line)
        {
            bytes -= Encoding.UTF8.GetByteCount(line) + 1;
            SweepEntry entry;
            try
            {
                entry = SweepLine.Read(line);
            }
            catch (JsonException error)
            {
                throw new SweepFileException(Text($"line {_entries.Count + 2} is damaged"), error);
            }

            if (entry.Number != _entries.Count || entry.Number >= most)
            {
                throw Refuse($"line {_entries.Count + 2} holds candidate {entry.Number}, not {_entries.Count}");
            }

            _entries.Add(entry);
        }
    }

    private SweepFileException Refuse(string reason) => new(Text(reason));

    private string Text(string reason) => $"'{_path}' does not go on with this search: {reason}. Give another file, or what the file was made with";
}
