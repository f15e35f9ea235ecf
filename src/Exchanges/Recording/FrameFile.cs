using System.Globalization;
using System.IO.Compression;

namespace SqueezeFlow.Exchanges.Recording;

/// <summary>The file of the present hour.</summary>
internal sealed class FrameFile(string directory) : IDisposable
{
    private const long Hour = TimeSpan.TicksPerHour;

    private GZipStream? _stream;
    private long _hour;

    public void Write(FrameBuffer lines, DateTimeOffset now)
    {
        if (lines.Length == 0)
        {
            return;
        }

        if (_stream is null || now.Ticks / Hour != _hour)
        {
            Dispose();
            _stream = new(Open(now), CompressionLevel.Fastest);
            _hour = now.Ticks / Hour;
        }

        _stream.Write(lines.Written);
    }

    public void Flush() => _stream?.Flush();

    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
    }

    // Names sort by time; a start within the same second as another gets a number.
    private FileStream Open(DateTimeOffset now)
    {
        Directory.CreateDirectory(directory);
        for (var n = 0; ; n++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"frames-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{n:00}.txt.gz");
            var path = Path.Combine(directory, name);
            if (!File.Exists(path))
            {
                return new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            }
        }
    }
}
