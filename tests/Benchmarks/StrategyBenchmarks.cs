using BenchmarkDotNet.Attributes;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Portfolio;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Benchmarks;

/// <summary>The strategy: one more bar in a full window of 48 h of five-minute bars, and a back-test over 100,000 of them.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class StrategyBenchmarks
{
    private const int Bars = 100_000;
    private const int Symbols = 4;

    private SymbolBar[] _bars = null!;
    private SqueezeStrategy _strategy = null!;
    private long _openUnixMs;
    private int _next;

    /// <summary>Reading of the strategy.</summary>
    [Params(StrategyProfile.Corrected, StrategyProfile.Original)]
    public StrategyProfile Profile { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _bars = Generate();
        _strategy = new("BTC", new() { Profile = Profile });
        for (var i = 0; i < 2 * 576; i++)
        {
            Push_and_evaluate();
        }
    }

    [Benchmark]
    public double Push_and_evaluate()
    {
        _openUnixMs += Timeframe.M5.Milliseconds;
        _next = (_next + 1) % _bars.Length;
        _strategy.Push(_bars[_next] with { OpenUnixMs = _openUnixMs });
        return _strategy.Evaluate(new(10_000)).Score;
    }

    [Benchmark(OperationsPerInvoke = Bars)]
    public double Backtest() =>
        new BacktestEngine(new() { Strategy = new() { Profile = Profile } }).Run(_bars).EquityUsd;

    /// <summary>The same with a share of the price as slippage of each fill.</summary>
    [Benchmark(OperationsPerInvoke = Bars)]
    public double Backtest_with_fixed_costs() =>
        new BacktestEngine(new() { Strategy = new() { Profile = Profile }, Costs = new() { Slippage = new() { FixedShare = 0.0002 } } }).Run(_bars).EquityUsd;

    /// <summary>The same of four symbols on one account.</summary>
    [Benchmark(OperationsPerInvoke = Symbols * Bars)]
    public double Backtest_of_four_symbols() => new PortfolioEngine(
        [.. Enumerable.Range(0, Symbols).Select(i => new PortfolioSymbol(new() { Symbol = $"S{i}", Strategy = new() { Profile = Profile } }, _bars))]).Run().Total.EquityUsd;

    // A price that wanders, and flow that leads it on one side and lags on the other, so that all phases have work.
    internal static SymbolBar[] Generate()
    {
        var random = new Random(1);
        var bars = new SymbolBar[Bars];
        var price = 50_000.0;
        for (var i = 0; i < Bars; i++)
        {
            var (open, drift) = (price, Math.Sin(i / 90.0));
            price *= 1 + (((random.NextDouble() - 0.5) * 0.004) + (drift * 0.0004));
            var (spot, perp) = (2e6 * (1 + (0.4 * drift)), 5e6 * (1 - (0.4 * drift)));
            var (spotSell, perpSell) = (2e6 * random.NextDouble(), 5e6 * random.NextDouble());
            var (high, low) = (Math.Max(open, price) * 1.0005, Math.Min(open, price) * 0.9995);
            bars[i] = new(i * Timeframe.M5.Milliseconds, open, high, low, price, spot + perp + spotSell + perpSell, spot, spotSell, perp, perpSell);
        }

        return bars;
    }
}
