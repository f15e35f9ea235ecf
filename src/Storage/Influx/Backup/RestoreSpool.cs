using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Storage.Influx.Server;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Spool.Sending;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>
/// A spool of the restore's own, in a folder below that of the service, which is held meanwhile: whatever happens, nothing of a restore follows later. For one caller.
/// </summary>
internal sealed class RestoreSpool : IAsyncDisposable
{
    private const string FolderName = "restoring";

    // A server that is busy with what it was just given may want to be asked again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly DiskSpool _held;
    private readonly string _folder;
    private readonly DiskSpool _own;
    private readonly SpoolSender _sender;
    private readonly TimeProvider _clock;

    private RestoreSpool(DiskSpool held, SpoolOptions options, InfluxWriter writer, TimeProvider clock)
    {
        (_held, _clock) = (held, clock);
        _folder = Path.Combine(Path.GetFullPath(options.Directory), FolderName);
        var own = new SpoolOptions { Directory = _folder, MaxBatchPoints = options.MaxBatchPoints, StopTimeout = TimeSpan.Zero };
        var target = new Target(writer);
        _own = new(own, target, clock, NullLogger.Instance);
        _sender = new(_own, target, own, clock);
    }

    /// <summary>Takes the folder of the service's spool.</summary>
    /// <exception cref="IOException">A service has it, or something waits there; the message says what to do.</exception>
    public static async Task<RestoreSpool> OpenAsync(SpoolOptions options, InfluxWriter writer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var held = new DiskSpool(options, new Target(writer), clock, NullLogger.Instance);
        try
        {
            await held.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (held.Status is { PendingPoints: > 0 and var points } status)
            {
                throw new IOException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{status.Directory}: {points} points wait in the spool and would come among what is restored. Start the service until they are sent, or move the folder away"));
            }

            return new(held, options, writer, clock);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Begins to send.</summary>
    public Task BeginAsync(CancellationToken cancellationToken)
    {
        Clear();
        return _sender.StartAsync(cancellationToken);
    }

    /// <summary>Sends batches; back when the server has taken all of them.</summary>
    /// <exception cref="IOException">It did not.</exception>
    public async Task SendAsync(IReadOnlyList<SpoolBatch> batches, CancellationToken cancellationToken)
    {
        await _own.AppendAsync(batches, cancellationToken).ConfigureAwait(false);
        await DrainAsync(cancellationToken).ConfigureAwait(false);
        if (_own.Status is { DeadLetteredPoints: > 0 and var points, LastError: var words })
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"InfluxDB refuses {points} points of the backup ({words})"));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // What is left is of a restore that failed: nothing of it is sent any more, and the files are free when the sender has ended.
        await _sender.StopAsync(CancellationToken.None).ConfigureAwait(false);
        _sender.Dispose();
        _own.Dispose();
        Clear();
        _held.Dispose();
    }

    private void Clear()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        while (true)
        {
            try
            {
                await _own.DrainedAsync(_own.Written, Patience, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (IOException) when (_clock.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, _clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private sealed class Target(InfluxWriter writer) : ISpoolTarget
    {
        public async Task<SendResult> SendAsync(SpoolBatch batch, CancellationToken cancellationToken) =>
            (await writer.SendAsync(batch, cancellationToken).ConfigureAwait(false)).Result;

        public Task AcceptedAsync(string policy, long firstUnixMs, long lastUnixMs, CancellationToken cancellationToken) => Task.CompletedTask;

        public IReadOnlyList<SpoolBatch> Dropped(IReadOnlyList<SpoolBatch> batches) =>
            throw new NotSupportedException("Every batch is sent before the next: the spool of a restore is never full.");
    }
}
