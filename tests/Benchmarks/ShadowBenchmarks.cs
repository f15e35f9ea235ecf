using BenchmarkDotNet.Attributes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Shadowing;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Benchmarks;

/// <summary>A hundred shadows of one symbol: one more bar in a full window of 48 h of five-minute bars.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class ShadowBenchmarks
{
    private SymbolBar[] _bars = null!;
    private SymbolShadows _shadows = null!;
    private long _openUnixMs;
    private int _next;

    [GlobalSetup]
    public void Fill()
    {
        _bars = StrategyBenchmarks.Generate();
        _shadows = new(
            new() { EntryLimits = new(), Strategy = new() { Timeframe = Timeframe.M5 } },
            [.. Enumerable.Range(0, 100).Select(i => new ShadowSpec($"{i}", new() { Entry = new() { MinScore = 4 + (i % 10 * 0.3) }, Divergence = new() { FlowBars = 5 + (i / 10) } }))]);
        _shadows.Begin([], 0, 0, 0);
        for (var i = 0; i < 2 * 576; i++)
        {
            Push();
        }
    }

    [Benchmark]
    public int Push()
    {
        _openUnixMs += Timeframe.M5.Milliseconds;
        _next = (_next + 1) % _bars.Length;
        return _shadows.Push(_bars[_next] with { OpenUnixMs = _openUnixMs }, new(null, IsHeld: false, StrategyDecision.None)).Count;
    }
}
