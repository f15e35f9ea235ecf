using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.Storage.Influx.Server;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.TestSupport;
using SqueezeFlow.TestSupport.Influx;

namespace SqueezeFlow.Storage.Tests.Influx;

/// <summary>A real server, and our side of it as the service puts it together, without the spool.</summary>
internal sealed class ServerBench : IAsyncDisposable
{
    public const string Database = "significant_trades";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("squeezeflow-notes-");

    private readonly bool _ownsServer;

    private ServerBench(InfluxProcess server, WritePathTranslator translator, Action<InfluxOptions> configure, ISharedNotes? shared)
    {
        (Server, Translator, _ownsServer) = (server, translator, shared is null);
        Options = new() { Host = "127.0.0.1", Port = translator.Port, Timeout = TimeSpan.FromSeconds(10) };
        configure(Options);
        Query = new(Options, TimeProvider.System);
        Writer = new(Options);
        Frames = InfluxFrames.Of(Options);
        Schema = new(Query, Options, Frames, NullLogger<InfluxSchema>.Instance);
        Notes = new(_folder.FullName);
        Resampler = new(Query, Options, Frames, Schema, Notes, new(shared), Clock, NullLogger<Resampler>.Instance);
        Storage = new(Options, Writer, Schema, Frames, Notes, new(NullLogger<KeptTags>.Instance), Resampler);
        Target = new(Writer, Schema, Resampler, new NoLoss(), NullLogger<InfluxTarget>.Instance);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What the resampler takes for now: the time of the start, until it is moved.</summary>
    public ManualClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public InfluxProcess Server { get; }

    public WritePathTranslator Translator { get; }

    public InfluxOptions Options { get; }

    public InfluxQuery Query { get; }

    public InfluxWriter Writer { get; }

    public InfluxFrames Frames { get; }

    public InfluxSchema Schema { get; }

    public ResampleNotes Notes { get; }

    public Resampler Resampler { get; }

    public InfluxStorage Storage { get; }

    public InfluxTarget Target { get; }

    public string NotesFile => Path.Combine(_folder.FullName, ResampleNotes.FileName);

    public static async Task<ServerBench> StartAsync(Action<InfluxOptions>? configure = null, params string[] settings)
    {
        var server = await InfluxProcess.StartAsync(Token, settings);
        return Of(server, configure);
    }

    /// <summary>Our side of a server that runs already. The server goes with it, unless others are over the same.</summary>
    public static ServerBench Of(InfluxProcess server, Action<InfluxOptions>? configure = null, ISharedNotes? shared = null) =>
        new(server, WritePathTranslator.Start(server.Port), configure ?? (_ => { }), shared);

    /// <summary>One-second bars of a market as lines.</summary>
    public static SpoolBatch Batch(string market, IReadOnlyList<Bar> bars, string policy = "aggr_1s", string measurement = "trades_1s")
    {
        var lines = new StringBuilder();
        foreach (var bar in bars)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{measurement},market={market} ");
            lines.Append(CultureInfo.InvariantCulture, $"open={bar.Open:R},high={bar.High:R},low={bar.Low:R},close={bar.Close:R},vbuy={bar.BuyNotional:R},vsell={bar.SellNotional:R},");
            lines.Append(CultureInfo.InvariantCulture, $"cbuy={bar.BuyCount},csell={bar.SellCount},lbuy={bar.BuyLiquidation:R},lsell={bar.SellLiquidation:R} {bar.OpenUnixMs}000000\n");
        }

        return new(policy, Encoding.UTF8.GetBytes(lines.ToString()), bars.Count, bars.Min(bar => bar.OpenUnixMs), bars.Max(bar => bar.OpenUnixMs));
    }

    /// <summary>Bars of a market and a frame as another program reads them.</summary>
    public async Task<Bar[]> ReadAsync(string timeframe, string market)
    {
        var rows = await Server.RowsAsync(
            $"SELECT open,high,low,close,vbuy,vsell,cbuy,csell,lbuy,lsell FROM \"{Database}\".\"aggr_{timeframe}\".\"trades_{timeframe}\" WHERE market = '{market}'", Token);
        return [.. rows.Select(row => new Bar((long)row[0]!, At(row, 1), At(row, 2), At(row, 3), At(row, 4), At(row, 5), At(row, 6), (long)At(row, 7), (long)At(row, 8), At(row, 9), At(row, 10)))];

        static double At(System.Text.Json.Nodes.JsonArray row, int column) => (double)row[column]!;
    }

    /// <summary>Sends a batch as the spool does.</summary>
    public async Task SendAsync(SpoolBatch batch)
    {
        var result = await Target.SendAsync(batch, Token);
        Assert.Equal((SendVerdict.Taken, null), (result.Verdict, result.Words));
        await Target.AcceptedAsync(batch.Policy, batch.FirstUnixMs, batch.LastUnixMs, Token);
    }

    public async ValueTask DisposeAsync()
    {
        Resampler.Dispose();
        Storage.Dispose();
        Notes.Dispose();
        Query.Dispose();
        Writer.Dispose();
        await Translator.DisposeAsync();
        if (_ownsServer)
        {
            await Server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private sealed class NoLoss : ISpoolLoss
    {
        public IReadOnlyList<SpoolBatch> Dropped(IReadOnlyList<SpoolBatch> batches) => [];
    }
}
