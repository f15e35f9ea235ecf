using System.Collections.Concurrent;
using System.Text;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Tests.Signals;

/// <summary>A spool in memory that fails as a test says, and hands on what it was given.</summary>
internal sealed class ScriptedSpool : ISpool
{
    private volatile Exception? _failure;
    private int _failures;

    /// <summary>What was given, line by line.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<SpoolBatch> Batches { get; } = new();

    /// <summary>Gets each batch besides.</summary>
    public Func<SpoolBatch, Task> OnBatch { get; set; } = static _ => Task.CompletedTask;

    /// <summary>What every call fails of; null when none does.</summary>
    public Exception? Failure
    {
        get => _failure;
        set => _failure = value;
    }

    public int Failures => Volatile.Read(ref _failures);

    public SpoolStatus Status => throw new NotSupportedException();

    public long Written => 0;

    public long Stored => 0;

    public async ValueTask AppendAsync(IReadOnlyList<SpoolBatch> batches, CancellationToken cancellationToken)
    {
        if (_failure is { } failure)
        {
            Interlocked.Increment(ref _failures);
            throw failure;
        }

        foreach (var batch in batches)
        {
            Batches.Enqueue(batch);
            foreach (var line in Encoding.UTF8.GetString(batch.Lines.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Lines.Enqueue(line);
            }

            await OnBatch(batch);
        }
    }

    public Task DrainedAsync(long mark, TimeSpan timeout, CancellationToken cancellationToken) => Task.CompletedTask;
}
