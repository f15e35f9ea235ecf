using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SqueezeFlow.Storage.Spool.Sending;

/// <summary>
/// Lines that the store refuses, with its words: a folder of files with one JSON object a line. A run begins a file of its own; beyond the bound the oldest file goes. For one
/// caller.
/// </summary>
/// <param name="folder">The folder, created when it is needed.</param>
/// <param name="maxBytes">Most bytes of all files.</param>
/// <param name="clock">Gives the time of a line.</param>
/// <param name="journal">Is told of deleted lines.</param>
internal sealed class DeadLetters(string folder, long maxBytes, TimeProvider clock, SpoolJournal journal)
{
    private const int Files = 8;
    private const string Extension = ".jsonl";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _entry = new();
    private long _number;
    private long _length;

    /// <summary>The folder.</summary>
    public string FullPath => folder;

    /// <summary>Sets a line aside, whole or not at all.</summary>
    /// <exception cref="IOException">The disk cannot take it.</exception>
    /// <exception cref="UnauthorizedAccessException">The disk may not be written.</exception>
    public void Add(string policy, string? words, ReadOnlySpan<byte> line)
    {
        Write(policy, words, line);
        Directory.CreateDirectory(folder);
        if (_number == 0 || _length + _entry.WrittenCount > maxBytes / Files)
        {
            (_number, _length) = (NumberOfNext(), 0);
        }

        DeleteOldest(_entry.WrittenCount);
        Append(PathOf(_number));
    }

    private void Write(string policy, string? words, ReadOnlySpan<byte> line)
    {
        _entry.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_entry, Readable))
        {
            json.WriteStartObject();
            json.WriteString("time", clock.GetUtcNow().UtcDateTime);
            json.WriteString("policy", policy);
            json.WriteString("words", words);
            json.WriteString("line", Encoding.UTF8.GetString(line.TrimEnd((byte)'\n')));
            json.WriteEndObject();
        }

        _entry.Write("\n"u8);
    }

    private void Append(string path)
    {
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        try
        {
            RandomAccess.Write(file, _entry.WrittenSpan, _length);
            _length += _entry.WrittenCount;
        }
        catch (IOException)
        {
            RandomAccess.SetLength(file, _length);
            throw;
        }
    }

    private void DeleteOldest(int bytes)
    {
        var files = List();
        var total = files.Sum(file => file.Length) + bytes;
        foreach (var file in files.TakeWhile(file => total > maxBytes && NumberOf(file) != _number))
        {
            var lines = File.ReadLines(file.FullName).LongCount();
            total -= file.Length;
            file.Delete();
            journal.DeadLettersDeleted(lines);
        }
    }

    private long NumberOfNext() => List() is [.., var newest] ? NumberOf(newest) + 1 : 1;

    private FileInfo[] List() => [.. new DirectoryInfo(folder).GetFiles("*" + Extension).Where(file => NumberOf(file) > 0).OrderBy(NumberOf)];

    private string PathOf(long number) => Path.Combine(folder, number.ToString("D6", CultureInfo.InvariantCulture) + Extension);

    private static long NumberOf(FileInfo file) =>
        long.TryParse(Path.GetFileNameWithoutExtension(file.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
