using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Influx.Server;

namespace SqueezeFlow.Storage.Influx;

/// <summary>The InfluxDB of a deployment: opening it, and how it fares. Safe for concurrent use.</summary>
public sealed class InfluxStorage : IDisposable
{
    private readonly InfluxOptions _options;
    private readonly InfluxWriter _writer;
    private readonly InfluxSchema _schema;
    private readonly InfluxFrames _frames;
    private readonly ResampleNotes _notes;
    private readonly KeptTags _tags;
    private readonly Resampler _resampler;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile string? _version;

    internal InfluxStorage(InfluxOptions options, InfluxWriter writer, InfluxSchema schema, InfluxFrames frames, ResampleNotes notes, KeptTags tags, Resampler resampler)
    {
        (_options, _writer, _schema) = (options, writer, schema);
        (_frames, _notes, _tags, _resampler) = (frames, notes, tags, resampler);
    }

    /// <summary>How it fares; what waits is told by the spool.</summary>
    public InfluxStatus Status => new(_options.ToString(), _options.Database, _version, _schema.Differences, _tags.Refused, _resampler.Status);

    /// <summary>Looks whether the server can be used and makes what is missing of the database. A start does so itself; this one is for failing early.</summary>
    /// <exception cref="InfluxUnusableException">It cannot; the message names setting, value and fix.</exception>
    /// <exception cref="IOException">The notes of an earlier run cannot be read.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_version is null)
            {
                _notes.Load();
                _version = await TryOpenAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<string> TryOpenAsync(CancellationToken cancellationToken)
    {
        string? version = null;
        try
        {
            version = await _writer.VersionAsync(cancellationToken).ConfigureAwait(false);
            if (version.TrimStart('v') is [>= '2' and <= '9', '.', ..])
            {
                throw InfluxUnusableException.OfVersion(_options, version);
            }

            await _schema.EnsureAsync(cancellationToken).ConfigureAwait(false);
            await _writer.CheckAsync(_frames.Base.Policy, cancellationToken).ConfigureAwait(false);
            return version;
        }
        catch (InfluxFault failure)
        {
            throw InfluxUnusableException.Of(_options, version, failure);
        }
    }
}
