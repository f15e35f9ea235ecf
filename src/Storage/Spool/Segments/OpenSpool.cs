using SqueezeFlow.Storage.Files;

namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>The parts of a spool whose folder is taken.</summary>
internal sealed class OpenSpool : IDisposable
{
    private readonly DirectoryLock _lock;
    private readonly ITimer _sync;

    private OpenSpool(DirectoryLock taken, SegmentRuns runs, SegmentSource source, SegmentWriter writer, SegmentDropper dropper, TimeSpan syncInterval, TimeProvider clock)
    {
        (_lock, Runs, Source, Writer, Dropper) = (taken, runs, source, writer, dropper);
        _sync = clock.CreateTimer(static state => ((SegmentWriter)state!).Sync(), writer, syncInterval, syncInterval);
    }

    /// <summary>Who has written what waits.</summary>
    public SegmentRuns Runs { get; }

    /// <summary>What is sent next.</summary>
    public SegmentSource Source { get; }

    /// <summary>Appends.</summary>
    public SegmentWriter Writer { get; }

    /// <summary>Makes room.</summary>
    public SegmentDropper Dropper { get; }

    /// <summary>Takes the folder, and what waits in it into the list.</summary>
    /// <exception cref="IOException">It cannot be taken, read or written; the message says what to do.</exception>
    public static OpenSpool Open(string directory, SpoolOptions options, SegmentList segments, ISpoolTarget target, TimeProvider clock, SpoolJournal journal, string? run)
    {
        var taken = DirectoryLock.Take(directory, "spool", DiskSpool.DirectorySetting);
        try
        {
            var folder = new SegmentFolder(directory, journal);
            var lastNumber = new SegmentRecovery(folder, segments, journal).Run(SentPosition.Read(directory));
            var oldest = segments.Oldest ?? lastNumber + 1;
            return new(
                taken,
                SegmentRuns.Begin(directory, oldest, lastNumber + 1, run),
                new(segments, folder, journal, options.MaxBatchPoints),
                new(segments, folder, journal, lastNumber),
                new(segments, folder, target, journal),
                options.SyncInterval,
                clock);
        }
        catch
        {
            segments.Clear();
            taken.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sync.Dispose();
        Source.Dispose();
        Writer.Dispose();
        _lock.Dispose();
    }
}
