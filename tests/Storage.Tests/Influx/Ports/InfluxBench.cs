using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Bars;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Records;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Tests.Contract;
using SqueezeFlow.TestSupport;
using SqueezeFlow.TestSupport.Influx;

namespace SqueezeFlow.Storage.Tests.Influx.Ports;

/// <summary>The ports over a real server, in a database of their own whose policies keep for ever; longer bars are made when the test says so.</summary>
internal sealed class InfluxBench : IContractStore, ISettledTime
{
    private readonly InfluxQuery _query;
    private readonly InfluxBarStore _bars;
    private long _writtenTo = long.MinValue;
    private long _settledTo = long.MinValue;
    private long _changedFrom = long.MaxValue;

    private InfluxBench(InfluxProcess server, InfluxOptions options)
    {
        (Server, Options, Frames) = (server, options, InfluxFrames.Of(options));
        _query = new(options, TimeProvider.System);
        Spool = new(server, options.Database) { Taken = Note };
        Kept = new(_query, options, TimeProvider.System);
        Tags = new(NullLogger<KeptTags>.Instance);
        _bars = new(Spool, new(_query, Frames, Kept, this, Clock), new(Frames, Kept, Tags), options);
        OpenInterest = new InfluxOpenInterestStore(Spool, _query, options, Tags);
    }

    public InfluxProcess Server { get; }

    /// <summary>What the list of markets takes for now.</summary>
    public ManualClock Clock { get; } = new();

    public InfluxOptions Options { get; }

    public InfluxFrames Frames { get; }

    public InfluxQuery Query => _query;

    public DirectSpool Spool { get; }

    public KeptTimes Kept { get; }

    public KeptTags Tags { get; }

    public IBarStore Bars => _bars;

    public IOpenInterestStore OpenInterest { get; }

    public static async Task<InfluxBench> OpenAsync(SharedInflux shared, InfluxLayout layout = InfluxLayout.Standard) =>
        await OpenAsync(await shared.GetAsync(), shared.NextDatabase(), layout);

    public static async Task<InfluxBench> OpenAsync(InfluxProcess server, string database, InfluxLayout layout)
    {
        var token = TestContext.Current.CancellationToken;
        var bench = new InfluxBench(server, new() { Host = "127.0.0.1", Port = server.Port, Database = database, Layout = layout });
        await server.RowsAsync($"CREATE DATABASE {bench.Options.Database}", token);
        foreach (var policy in bench.Frames.All.Select(frame => frame.Policy).Append(InfluxFrames.LedgerPolicy).Append(InfluxFrames.RecordPolicy))
        {
            await server.RowsAsync($"CREATE RETENTION POLICY \"{policy}\" ON {bench.Options.Database} DURATION INF REPLICATION 1", token);
        }

        return bench;
    }

    /// <summary>Makes longer bars of everything written, as the database does.</summary>
    public async Task SettleAsync()
    {
        foreach (var frame in Frames.All.Where(frame => frame.Source is not null))
        {
            var text = new ResampleText(Options.Database).Once(Frames.Find(frame.Source!.Value)!, frame, 0, frame.Timeframe.Ceiling(_writtenTo + 1));
            await Server.AskAsync(text, TestContext.Current.CancellationToken);
        }

        (_settledTo, _changedFrom) = (_writtenTo, long.MaxValue);
    }

    public long SettledToUnixMs(Timeframe timeframe) =>
        _settledTo == long.MinValue ? long.MinValue : timeframe.Floor(Math.Min(_settledTo, _changedFrom));

    /// <summary>Writes lines as another program does.</summary>
    public Task WriteLinesAsync(string policy, string lines) => Server.WriteAsync(Options.Database, policy, lines, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _query.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Note(SpoolBatch batch)
    {
        if (batch.Policy == Frames.Base.Policy)
        {
            _writtenTo = Math.Max(_writtenTo, batch.LastUnixMs);
            _changedFrom = Math.Min(_changedFrom, batch.FirstUnixMs);
        }
    }
}
