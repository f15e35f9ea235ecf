using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Silo.Api;
using SqueezeFlow.Silo.Api.Charts;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Benchmarks;

/// <summary>
/// What a chart asks: <c>/historical</c> of 8 of 40 markets, 6,250 buckets each, over Kestrel on loopback from a store as the service
/// fills it (a trade of every market every second). The whole body is read.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 2, iterationCount: 11)]
[MemoryDiagnoser]
public class HistoricalBenchmarks
{
    private const int Markets = 40;
    private const int Asked = 8;
    private const int Buckets = 6_250;
    private const int Seconds = Buckets * 10;

    private static readonly HttpClient Client = new();

    private StoreBench _bench = null!;
    private WebApplication _app = null!;
    private Uri _address = null!;

    /// <summary>Timeframe asked for, milliseconds; the range is what the store holds of it.</summary>
    [Params(10_000, 5_000, 60_000)]
    public int TimeframeMs { get; set; }

    [GlobalSetup]
    public async Task Fill()
    {
        _bench = StoreBench.Open(Markets);
        await _bench.FoldAsync(Seconds);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.AddLogging();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IBarStore>(_bench.Store);
        builder.Services.AddSingleton<IGrainAccess, NoGrains>();
        builder.Services.AddApi();
        _app = builder.Build();
        _app.MapHistoricalApi();
        await _app.StartAsync();
        _address = new(_app.Urls.First());
    }

    [GlobalCleanup]
    public async Task Close()
    {
        await _app.DisposeAsync();
        _bench.Dispose();
    }

    [Benchmark]
    public async Task<int> Eight_markets()
    {
        var from = StoreBench.FirstSecond * 1_000;
        var names = string.Join('+', Enumerable.Range(0, Asked).Select(i => _bench.Market(i * Markets / Asked)));
        var to = from + (Math.Min(Seconds * 1_000L, (long)Buckets * TimeframeMs));
        var body = await Client.GetByteArrayAsync(new Uri(_address, $"/historical/{from}/{to}/{TimeframeMs}/{names}"));
        return body.Length > 1_000 ? body.Length : throw new InvalidOperationException($"expected rows, found {body.Length} bytes");
    }
}
