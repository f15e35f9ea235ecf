using System.Globalization;
using System.Text;

namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>
/// Stretches of time whose longer bars are to be made again, in a small file that is replaced as a whole, so that no crash forgets them. Safe for concurrent use.
/// </summary>
/// <param name="folder">Folder of the file, made when missing.</param>
internal sealed class ResampleNotes(string folder) : IDisposable
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "resample.txt";

    private const int MostRanges = 256;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _path = Path.Combine(folder, FileName);
    private volatile TimeRange[] _open = [];
    private volatile TimeRange[] _underway = [];

    /// <summary>All of them, those that are being worked on included.</summary>
    public IReadOnlyList<TimeRange> All => [.. _open, .. _underway];

    /// <summary>Reads what an earlier run left.</summary>
    /// <exception cref="IOException">The file cannot be read, or holds something else.</exception>
    public void Load()
    {
        try
        {
            _open = File.Exists(_path) ? [.. File.ReadAllLines(_path).Where(line => line.Length > 0).Select(Parse)] : [];
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new IOException($"'{_path}' cannot be read ({failure.Message.TrimEnd('.')}): let this user read it", failure);
        }
    }

    /// <summary>Keeps a stretch; back when it is on disk.</summary>
    /// <exception cref="IOException">The file cannot be written; nothing is kept.</exception>
    public async Task AddAsync(TimeRange range, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_open.Any(known => known.Contains(range)))
            {
                return;
            }

            var open = TimeRange.Join([.. _open, range], MostRanges);
            await SaveAsync([.. open, .. _underway], cancellationToken).ConfigureAwait(false);
            _open = open;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>What is to be worked on now; what is added from here on counts for the next time.</summary>
    public async Task<IReadOnlyList<TimeRange>> BeginAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // In this order: whoever reads both sees none of them missing.
            _underway = TimeRange.Join([.. _underway, .. _open], MostRanges);
            _open = [];
            return _underway;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Forgets what was worked on.</summary>
    /// <exception cref="IOException">The file cannot be written; all is kept.</exception>
    public async Task DoneAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await SaveAsync(_open, cancellationToken).ConfigureAwait(false);
            _underway = [];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task SaveAsync(TimeRange[] ranges, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var text = string.Concat(ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.FromUnixMs} {range.ToUnixMs}\n")));
            var next = _path + ".next";
            await using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(next, _path, overwrite: true);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new IOException($"'{_path}' cannot be written ({failure.Message.TrimEnd('.')}): let this user write it", failure);
        }
    }

    private TimeRange Parse(string line) =>
        line.Split(' ') is [var first, var second] &&
        long.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from) &&
        long.TryParse(second, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var to) && from < to
            ? new(from, to)
            : throw new IOException($"'{_path}': '{line}' is no stretch of time: expected lines of two times in milliseconds; without the file only what was late before the last stop is not made again");
}
