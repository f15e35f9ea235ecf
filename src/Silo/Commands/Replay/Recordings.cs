using SqueezeFlow.Exchanges.Recording;

namespace SqueezeFlow.Silo.Commands.Replay;

/// <summary>Several recordings as one, by time of receipt.</summary>
internal sealed class Recordings : IDisposable
{
    private readonly List<RecordingReader> _readers = [];

    /// <summary>Opens all of them.</summary>
    /// <exception cref="CommandFailure">One cannot be opened.</exception>
    public Recordings(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            try
            {
                _readers.Add(new(file));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
            {
                Dispose();
                throw new CommandFailure(ExitCode.BadUsage, $"FILE: '{file}' cannot be opened ({error.Message.TrimEnd('.')}): name recordings that exist", error);
            }
        }
    }

    /// <summary>Lines in no known format.</summary>
    public long SkippedLines => _readers.Sum(reader => reader.SkippedLines);

    /// <summary>Whether a file ended in the middle.</summary>
    public bool IsTruncated => _readers.Any(reader => reader.IsTruncated);

    /// <summary>Every frame; its payload is valid until the next one is read.</summary>
    public IEnumerable<RecordedFrame> Read()
    {
        var next = new PriorityQueue<(RecordingReader Reader, RecordedFrame Frame), (long Time, int Place)>();
        for (var place = 0; place < _readers.Count; place++)
        {
            Enqueue(next, _readers[place], place);
        }

        while (next.TryDequeue(out var item, out var priority))
        {
            yield return item.Frame;
            Enqueue(next, item.Reader, priority.Place);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _readers.ForEach(reader => reader.Dispose());

    private static void Enqueue(PriorityQueue<(RecordingReader, RecordedFrame), (long, int)> next, RecordingReader reader, int place)
    {
        if (reader.TryRead(out var frame))
        {
            next.Enqueue((reader, frame), (frame.ReceivedUnixNs, place));
        }
    }
}
