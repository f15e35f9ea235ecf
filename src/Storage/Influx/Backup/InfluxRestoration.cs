using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Influx.Server;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>
/// Fills the database, and the local store beside it, which takes its place when everything was read back. The continuous queries are away meanwhile: what is read
/// back is what was written. What was written to the database stays there when the restoration fails.
/// </summary>
internal sealed class InfluxRestoration : IStoreRestoration
{
    private readonly InfluxOptions _options;
    private readonly SpoolOptions _spoolOptions;
    private readonly IStoreRestoration _local;
    private readonly TimeProvider _clock;
    private readonly InfluxReading _reading;
    private readonly InfluxWriter _writer;
    private readonly InfluxSchema _schema;
    private readonly OwnMeasurements _measurements;
    private readonly PolicyLines _lines = new();
    private RestoreSpool? _spool;
    private RestoredRows? _rows;
    private IReadOnlyList<string> _replaced = [];

    private InfluxRestoration(InfluxOptions options, SpoolOptions spoolOptions, IStoreRestoration local, TimeProvider clock)
    {
        (_options, _spoolOptions, _local, _clock) = (options, spoolOptions, local, clock);
        _reading = new(options, new SettledBefore(long.MaxValue, []), clock);
        _writer = new(options);
        _schema = new(_reading.Query, options, _reading.Frames, NullLogger<InfluxSchema>.Instance);
        _measurements = new(_reading.Query, options, _reading.Frames);
    }

    /// <inheritdoc/>
    public string Aftermath =>
        _rows is null ? _local.Aftermath : $"The database {_options.Database} holds a part of the backup: restore again with --replace; {_local.Untouched}";

    private RestoredRows Rows => _rows ?? throw new InvalidOperationException("The database is not prepared.");

    /// <summary>Begins; the local restoration is disposed with this, and when it cannot begin. Nothing is written yet.</summary>
    /// <exception cref="StoreNotEmptyException">The database holds something and may not be replaced.</exception>
    /// <exception cref="IOException">The server does not answer, the database is not the service's alone, or something waits in the spool.</exception>
    public static async Task<InfluxRestoration> BeginAsync(
        InfluxOptions options, SpoolOptions spoolOptions, IStoreRestoration local, bool replace, TimeProvider clock, CancellationToken cancellationToken)
    {
        var restoration = new InfluxRestoration(options, spoolOptions, local, clock);
        try
        {
            await restoration.LookAsync(replace, cancellationToken).ConfigureAwait(false);
            restoration._spool = await RestoreSpool.OpenAsync(spoolOptions, restoration._writer, clock, cancellationToken).ConfigureAwait(false);
            return restoration;
        }
        catch
        {
            await restoration.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        string? version = null;
        try
        {
            version = await _writer.VersionAsync(cancellationToken).ConfigureAwait(false);
            await _schema.EnsurePlacesAsync(cancellationToken).ConfigureAwait(false);
            await _writer.CheckAsync(_reading.Frames.Base.Policy, cancellationToken).ConfigureAwait(false);
        }
        catch (InfluxFault failure)
        {
            throw InfluxUnusableException.Of(_options, version, failure);
        }

        _rows = new(_reading.Frames, _reading.Tags, _schema.KeptBy, _clock.GetUtcNow());
        await _schema.DropQueriesAsync(cancellationToken).ConfigureAwait(false);
        await _measurements.DropAsync(_replaced, cancellationToken).ConfigureAwait(false);
        await _spool!.BeginAsync(cancellationToken).ConfigureAwait(false);
        await _local.PrepareAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public string? ReasonAgainst(in BarRow row) => Rows.ReasonAgainst(row);

    /// <inheritdoc/>
    public string? ReasonAgainst(LedgerRun row) => Rows.ReasonAgainst(row);

    /// <inheritdoc/>
    public string? ReasonAgainst(Gap row) => Rows.ReasonAgainst(row);

    /// <inheritdoc/>
    public string? ReasonAgainst(OpenInterestRow row) => Rows.ReasonAgainst(row);

    /// <inheritdoc/>
    public Task WriteBarsAsync(IReadOnlyList<BarRow> rows, CancellationToken cancellationToken) =>
        WriteAsync(rows, row => Rows.Write(_lines, row), cancellationToken);

    /// <inheritdoc/>
    public Task WriteLedgerAsync(IReadOnlyList<LedgerRun> rows, CancellationToken cancellationToken) =>
        WriteAsync(rows, row => Rows.Write(_lines, row), cancellationToken);

    /// <inheritdoc/>
    public Task WriteGapsAsync(IReadOnlyList<Gap> rows, CancellationToken cancellationToken) =>
        WriteAsync(rows, row => Rows.Write(_lines, row), cancellationToken);

    /// <inheritdoc/>
    public Task WriteOpenInterestAsync(IReadOnlyList<OpenInterestRow> rows, CancellationToken cancellationToken) =>
        WriteAsync(rows, row => OpenInterestPoints.Write(_lines, row), cancellationToken);

    /// <inheritdoc/>
    public Task WriteKeptAsync(IReadOnlyList<KeptMark> rows, CancellationToken cancellationToken) => _local.WriteKeptAsync(rows, cancellationToken);

    /// <inheritdoc/>
    public Task WriteRecordsAsync(string kind, IReadOnlyList<JsonObject> rows, CancellationToken cancellationToken) =>
        _local.WriteRecordsAsync(kind, rows, cancellationToken);

    /// <inheritdoc/>
    public async Task<IStoreSnapshot> ReadBackAsync(CancellationToken cancellationToken)
    {
        var local = await _local.ReadBackAsync(cancellationToken).ConfigureAwait(false);
        return new WrittenRows(_reading, local, await EarlyRows.ReadAsync(_reading, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        // What was to be made again was of the bars that are gone.
        File.Delete(Path.Combine(_spoolOptions.Directory, ResampleNotes.FileName));
        await _schema.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await _local.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_spool is not null)
        {
            await _spool.DisposeAsync().ConfigureAwait(false);
        }

        _writer.Dispose();
        _reading.Dispose();
        await _local.DisposeAsync().ConfigureAwait(false);
    }

    private async Task LookAsync(bool replace, CancellationToken cancellationToken)
    {
        if (!await _measurements.IsThereAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var (stored, signals, others) = await _measurements.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (stored.Count == 0)
        {
            return;
        }

        if (!replace)
        {
            throw new StoreNotEmptyException($"{_options}: the database {_options.Database} is not empty");
        }

        if (others.Count > 0)
        {
            throw new IOException(
                $"{_options}: the database {_options.Database} holds what is not of this service ({string.Join(", ", others)}) and is not replaced. Name another in Influx:Database, or drop the service's measurements there by hand");
        }

        _replaced = [.. stored, .. signals];
    }

    private async Task WriteAsync<T>(IReadOnlyList<T> rows, Action<T> write, CancellationToken cancellationToken)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            write(rows[i]);
        }

        try
        {
            await _spool!.SendAsync(_lines.ToBatches(), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            throw new IOException($"{failure.Message.TrimEnd('.')}. {Aftermath}", failure);
        }
        finally
        {
            _lines.Clear();
        }
    }
}
