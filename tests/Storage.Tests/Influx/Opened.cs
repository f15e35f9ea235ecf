using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Influx.Server;

namespace SqueezeFlow.Storage.Tests.Influx;

/// <summary>Our side of whoever answers at an address.</summary>
internal sealed class Opened : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("squeezeflow-notes-");
    private readonly InfluxQuery _query;
    private readonly InfluxWriter _writer;
    private readonly Resampler _resampler;

    public Opened(InfluxOptions options)
    {
        (_query, _writer) = (new(options, TimeProvider.System), new(options));
        var frames = InfluxFrames.Of(options);
        var schema = new InfluxSchema(_query, options, frames, NullLogger<InfluxSchema>.Instance);
        var notes = new ResampleNotes(_folder.FullName);
        _resampler = new(_query, options, frames, schema, notes, new(null), TimeProvider.System, NullLogger<Resampler>.Instance);
        Storage = new(options, _writer, schema, frames, notes, new(NullLogger<KeptTags>.Instance), _resampler);
    }

    public Opened(ServerBench bench, string username, string password)
        : this(new() { Host = "127.0.0.1", Port = bench.Translator.Port, Username = username, Password = password })
    {
    }

    public InfluxStorage Storage { get; }

    public ValueTask DisposeAsync()
    {
        _resampler.Dispose();
        Storage.Dispose();
        _query.Dispose();
        _writer.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
