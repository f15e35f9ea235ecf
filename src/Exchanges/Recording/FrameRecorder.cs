using Microsoft.Extensions.Logging;
using SqueezeFlow.Exchanges.Metrics;

namespace SqueezeFlow.Exchanges.Recording;

/// <summary>
/// Writes received messages to compressed files that <see cref="RecordingReader"/> reads, one line each:
/// <c>receive_time_ns EXCHANGE/endpoint payload</c>. A new file begins every hour of wall time. What was written more than a second
/// ago survives a killed process.
/// </summary>
/// <param name="directory">Folder for the files; made when missing.</param>
/// <param name="clock">The host's clock.</param>
/// <param name="logger">Told when the disk fails; recording ends then, feeds go on.</param>
public sealed partial class FrameRecorder(string directory, TimeProvider clock, ILogger logger) : IDisposable
{
    private const int MostPending = 8 * 1024 * 1024;
    private const int WriteAt = 256 * 1024;

    private readonly Lock _disk = new();
    private readonly object _gate = new();
    private readonly FrameFile _file = new(directory);
    private FrameBuffer _pending = new();
    private FrameBuffer _spare = new();
    private ITimer? _timer;
    private long _frames;
    private bool _isClosed;
    private bool _isFailed;

    /// <summary>Messages taken so far.</summary>
    public long Frames => Volatile.Read(ref _frames);

    /// <summary>Whether the disk failed; nothing more is written then.</summary>
    public bool IsFailed => Volatile.Read(ref _isFailed);

    /// <summary>Takes a message. Safe on any thread; waits only when the disk is eight megabytes behind.</summary>
    public void Record(string exchange, string endpoint, long receivedUnixNs, ReadOnlySpan<byte> payload)
    {
        bool isFull;
        lock (_gate)
        {
            if (_isClosed || _isFailed)
            {
                return;
            }

            _timer ??= clock.CreateTimer(static state => ((FrameRecorder)state!).Flush(), this, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            _pending.Add(exchange, endpoint, receivedUnixNs, payload);
            _frames++;
            isFull = _pending.Length >= WriteAt;
        }

        if (isFull)
        {
            WriteIfFull();
        }
    }

    /// <summary>Writes what has been taken so far, so that it survives a killed process.</summary>
    public void Flush()
    {
        lock (_disk)
        {
            if (!Volatile.Read(ref _isClosed))
            {
                Write();
                Try(_file.Flush);
            }
        }
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _timer?.Dispose();
        }

        lock (_disk)
        {
            Write();
            Try(_file.Dispose);
        }
    }

    private void WriteIfFull()
    {
        // One thread writes while the others go on filling, up to a bound at which they wait for it.
        if (_disk.TryEnter())
        {
            try
            {
                Write();
            }
            finally
            {
                _disk.Exit();
            }
        }
        else if (Volatile.Read(ref _pending).Length > MostPending)
        {
            lock (_disk)
            {
                Write();
            }
        }
    }

    private void Write()
    {
        FrameBuffer full;
        lock (_gate)
        {
            full = _pending;
            (_pending, _spare) = (_spare, full);
        }

        Try(() => _file.Write(full, clock.GetUtcNow()));
        full.Clear();
    }

    private void Try(Action step)
    {
        try
        {
            if (!_isFailed)
            {
                step();
            }
        }
        catch (Exception e)
        {
            // The timer's thread calls it too, and nobody stands above that one.
            Volatile.Write(ref _isFailed, true);
            ExchangeMetrics.RecordingFailures.Add(1);
            LogFailed(logger, directory, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Recording into {Directory} ended: the disk refused to write")]
    private static partial void LogFailed(ILogger logger, string directory, Exception exception);
}
