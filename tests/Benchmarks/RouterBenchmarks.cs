using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Routing;

namespace SqueezeFlow.Benchmarks;

/// <summary>
/// From a feed's thread to the symbol grain that has counted it, in a silo of this process: 100,000 trades of 50 symbols
/// by one thread, as fast as they are taken, until all are counted. Bars go to a store that forgets them.
/// </summary>
[SimpleJob(launchCount: 1, warmupCount: 5, iterationCount: 8, invocationCount: 8)]
[MemoryDiagnoser]
public class RouterBenchmarks
{
    private const int Symbols = 50;
    private const int Trades = 100_000;

    private readonly MarketBuffer[] _buffers = new MarketBuffer[Symbols];
    private string _folder = null!;
    private IHost _host = null!;
    private TradeRouter _router = null!;
    private long _nextId = 1;
    private TimeSpan _cpuBefore;
    private long _tradesBefore;

    [GlobalSetup]
    public async Task Start()
    {
        _folder = Path.Combine(Path.GetTempPath(), "squeezeflow-bench", Guid.NewGuid().ToString("N"));
        _host = BenchSilo.Build(_folder);
        await _host.StartAsync();
        _router = _host.Services.GetRequiredService<TradeRouter>();
        for (var i = 0; i < Symbols; i++)
        {
            var market = new MarketId("BINANCE", $"q{i:00}usdt");
            var instrument = new Instrument(market, MarketKind.Spot, ContractKind.Spot, $"Q{i:00}", "USDT", 1, IsTrading: true);
            _buffers[i] = _router.Open(instrument.BaseCoin, new(instrument, ProofKind.Ids), "BINANCE/0");
        }

        for (var i = 0; i < 20; i++)
        {
            await Count();
        }

        _cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        _tradesBefore = _nextId;
    }

    [GlobalCleanup]
    public async Task Stop()
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime - _cpuBefore;
        var trades = (_nextId - _tradesBefore) * Symbols;
        Console.WriteLine($"// CPU of the whole process: {cpu.TotalNanoseconds / trades:0} ns a trade over {trades} trades");
        await _host.StopAsync();
        Console.WriteLine($"// dropped: {_buffers.Sum(b => b.Dropped)}");
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Trades)]
    public async Task Count()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < Trades; i += Symbols, _nextId++)
        {
            var side = (_nextId & 1) == 0 ? AggressorSide.Buy : AggressorSide.Sell;
            foreach (var buffer in _buffers)
            {
                buffer.Add(new Trade(_nextId, now, 100, 0.5, 50, 1, side));
            }
        }

        await _router.DrainAsync(CancellationToken.None);
    }
}
