using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>The InfluxDB of a deployment, with the local store beside it, as the source and the target of backups.</summary>
public static class InfluxBackup
{
    // A service hands over its bars a moment after they closed; when the last one is older than this there is none at work.
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private const long SecondMs = 1_000;

    /// <summary>
    /// Begins to read the database, also beside the service that writes to it, once that has handed over the bars that closed before; what it has not by then is not
    /// waited for. Nothing is written, and nothing of the spool is taken.
    /// </summary>
    /// <param name="options">The database.</param>
    /// <param name="spool">Where the service notes which longer bars are to be made again.</param>
    /// <param name="local">The local store; disposed with the snapshot, and when it cannot begin.</param>
    /// <param name="clock">For the mark.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BackupException">The database is not there.</exception>
    /// <exception cref="IOException">The server does not answer.</exception>
    public static async Task<IStoreSnapshot> ReadAsync(
        InfluxOptions options, SpoolOptions spool, IStoreSnapshot local, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(spool);
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(clock);
        InfluxReading? reading = null;
        try
        {
            using var notes = new ResampleNotes(spool.Directory);
            notes.Load();
            reading = new(options, new SettledBefore(clock.GetUtcNow().ToUnixTimeMilliseconds(), [.. notes.All, .. (local as ILateBars)?.Late ?? []]), clock);
            var measurements = new OwnMeasurements(reading.Query, options, reading.Frames);
            if (!await measurements.IsThereAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new BackupException($"Influx:Database: '{options.Database}' is not there at {options}: name the database of the service");
            }

            await WaitAsync(reading, clock, cancellationToken).ConfigureAwait(false);
            var early = (await EarlyRows.ReadAsync(reading, cancellationToken).ConfigureAwait(false)).WithinClosed();
            return new InfluxSnapshot(reading, measurements, local, early, new(reading, early, clock), MarkOf(early, clock.GetUtcNow()));
        }
        catch
        {
            reading?.Dispose();
            await local.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Begins to fill the database and the local store; what the database holds is deleted when the backup was checked.</summary>
    /// <param name="options">The database.</param>
    /// <param name="spool">Folder of the service's spool, in which nothing may wait.</param>
    /// <param name="local">The local store; disposed with the restoration, and when it cannot begin.</param>
    /// <param name="replace">Whether a database that holds something of the service, and of nobody else, may be replaced.</param>
    /// <param name="clock">For what is too old to be kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreNotEmptyException">The database holds something and may not be replaced.</exception>
    /// <exception cref="IOException">The server does not answer, the database is not the service's alone, or something waits in the spool.</exception>
    public static async Task<IStoreRestoration> RestoreAsync(
        InfluxOptions options, SpoolOptions spool, IStoreRestoration local, bool replace, TimeProvider clock, CancellationToken cancellationToken) =>
        await InfluxRestoration.BeginAsync(options, spool, local, replace, clock, cancellationToken).ConfigureAwait(false);

    // A venue's clock may be ahead of ours: no bar of which the ledger speaks is left out.
    private static DateTimeOffset MarkOf(EarlyRows early, DateTimeOffset now) =>
        early.Ends.Count > 0 && DateTimeOffset.FromUnixTimeMilliseconds(early.Ends.Values.Max()) is var end && end > now ? end : now;

    private static async Task WaitAsync(InfluxReading reading, TimeProvider clock, CancellationToken cancellationToken)
    {
        var began = clock.GetUtcNow();
        while (true)
        {
            var markets = await reading.Bars.ReadMarketsAsync(cancellationToken).ConfigureAwait(false);
            var newest = DateTimeOffset.FromUnixTimeMilliseconds(markets.Count == 0 ? 0 : markets.Max(market => market.LastBarUnixMs) + SecondMs);
            if (newest >= began || newest < began - Quiet || clock.GetUtcNow() - began >= Patience)
            {
                return;
            }

            await Task.Delay(Poll, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
