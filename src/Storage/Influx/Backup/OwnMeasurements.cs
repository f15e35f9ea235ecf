using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Influx.Server;
using SqueezeFlow.Storage.Influx.Signals;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>Which measurements of a database are the service's own.</summary>
internal sealed class OwnMeasurements(InfluxQuery query, InfluxOptions options, InfluxFrames frames)
{
    private const string ImportedStart = "imported_";

    private static readonly string[] Records = [LedgerPoints.Measurement, GapPoints.Measurement, PositionPoints.Measurement, OpenInterestPoints.Measurement];

    /// <summary>Whether the database is there.</summary>
    /// <exception cref="InfluxUnusableException">The server cannot be asked; the message names setting, value and fix.</exception>
    public async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await query.ListAsync("SHOW DATABASES", row => row.Text(0), cancellationToken).ConfigureAwait(false)).Contains(options.Database);
        }
        catch (InfluxFault failure)
        {
            throw InfluxUnusableException.Of(options, version: null, failure);
        }
    }

    /// <summary>Measurements that hold a point: those of which a backup is made, those that are made of the signals of the local file, and those of others.</summary>
    public async Task<(List<string> Stored, List<string> Signals, List<string> Others)> ReadAsync(CancellationToken cancellationToken)
    {
        var all = await query.ListAsync(
            $"SHOW MEASUREMENTS ON {InfluxQl.Name(options.Database)}", row => row.Text(0) ?? "", cancellationToken).ConfigureAwait(false);

        // Figures of machines are worth nothing on another one: no backup holds them, and nothing is in their way.
        var isSignal = all.Where(name => name != SystemPoints.Measurement).ToLookup(name => name == SignalPoints.Measurement);
        var isStored = isSignal[false].ToLookup(IsStored);
        return ([.. isStored[true]], [.. isSignal[true]], [.. isStored[false]]);
    }

    /// <summary>Lengths of bars that are there or could be, shortest first.</summary>
    public async Task<IReadOnlyList<Timeframe>> ReadLengthsAsync(CancellationToken cancellationToken)
    {
        var (stored, _, _) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        var imported = stored.Select(LengthOfImported).OfType<Timeframe>();
        return [.. Timeframe.Stored.Concat(frames.All.Select(frame => frame.Timeframe)).Concat(imported).Distinct().OrderBy(timeframe => timeframe.Milliseconds)];
    }

    /// <summary>Deletes measurements, of all policies.</summary>
    public async Task DropAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            await query.ExecuteAsync($"DROP MEASUREMENT {InfluxQl.Name(name)}", cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsStored(string name) =>
        Records.Contains(name) || frames.All.Any(frame => frame.Measurement == name) || LengthOfImported(name) is not null;

    private static Timeframe? LengthOfImported(string name) =>
        name.StartsWith(ImportedStart, StringComparison.Ordinal) && Timeframe.TryParse(name[ImportedStart.Length..], out var timeframe) ? timeframe : null;
}
