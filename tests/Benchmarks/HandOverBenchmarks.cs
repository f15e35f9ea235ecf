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
/// What one hand-over of ten trades to a symbol grain costs, everything included: 50 symbols get ten trades each, of a second of their own, and all
/// are counted before the next round. The CPU of the whole process a hand-over is told at the end; the time is that of a round by its hand-overs.
/// </summary>
[SimpleJob(launchCount: 1, warmupCount: 4, iterationCount: 8, invocationCount: 1)]
[MemoryDiagnoser]
public class HandOverBenchmarks
{
    private const int Symbols = 50;
    private const int Rounds = 400;
    private const int TradesEach = 10;

    private readonly MarketBuffer[] _buffers = new MarketBuffer[Symbols];
    private readonly Trade[] _trades = new Trade[TradesEach];
    private string _folder = null!;
    private IHost _host = null!;
    private TradeRouter _router = null!;
    private long _nextId = 1;
    private long _second;
    private TimeSpan _cpu;
    private long _handOvers;

    [GlobalSetup]
    public async Task Start()
    {
        _folder = Path.Combine(Path.GetTempPath(), "squeezeflow-bench", Guid.NewGuid().ToString("N"));
        _host = BenchSilo.Build(_folder);
        await _host.StartAsync();
        _router = _host.Services.GetRequiredService<TradeRouter>();
        _second = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 10;
        for (var i = 0; i < Symbols; i++)
        {
            var instrument = new Instrument(new("BINANCE", $"q{i:00}usdt"), MarketKind.Spot, ContractKind.Spot, $"Q{i:00}", "USDT", 1, IsTrading: true);
            _buffers[i] = _router.Open(instrument.BaseCoin, new(instrument, ProofKind.Ids), "BINANCE/0");
        }
    }

    [GlobalCleanup]
    public async Task Stop()
    {
        Console.WriteLine($"// CPU of the whole process: {_cpu.TotalMicroseconds / _handOvers:0.0} µs a hand-over of {TradesEach} trades, over {_handOvers}");
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Rounds * Symbols)]
    public async Task HandOver()
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var round = 0; round < Rounds; round++)
        {
            _second++;
            for (var i = 0; i < TradesEach; i++, _nextId++)
            {
                _trades[i] = new Trade(_nextId, (_second * 1_000) + (i * 90), 100, 0.5, 50, 1, (i & 1) == 0 ? AggressorSide.Buy : AggressorSide.Sell);
            }

            foreach (var buffer in _buffers)
            {
                buffer.Add(_trades);
            }

            await _router.DrainAsync(CancellationToken.None);
        }

        (_cpu, _handOvers) = (_cpu + Process.GetCurrentProcess().TotalProcessorTime - before, _handOvers + (Rounds * Symbols));
    }
}
