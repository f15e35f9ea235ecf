using BenchmarkDotNet.Attributes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Benchmarks;

/// <summary>
/// One trade into its market: repeated or missing ids, bars of all timeframes, sums, ledger. 50,000 trades are one second
/// of market time; at its end every market hands over what has closed.
/// </summary>
[ShortRunJob]
[MemoryDiagnoser]
public class FoldBenchmarks
{
    private const int TradesInSecond = 50_000;

    private readonly List<BarRow> _bars = [];
    private readonly List<LedgerRun> _ledger = [];
    private readonly List<Gap> _gaps = [];
    private MarketFlow[] _flows = null!;
    private long _nextId = 1;
    private long _unixMs = 1_764_000_000_000;

    /// <summary>Markets that take turns.</summary>
    [Params(50, 5_000)]
    public int Markets { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _flows = [.. Enumerable.Range(0, Markets).Select(i => new MarketFlow(new("BINANCE", $"q{i:0000}usdt"), ProofKind.Ids, Timeframe.M5))];
        // A full correction window first: five minutes of seconds are kept.
        for (var second = 0; second < 320; second++)
        {
            Add();
        }
    }

    [Benchmark(OperationsPerInvoke = TradesInSecond)]
    public int Add()
    {
        for (var i = 0; i < TradesInSecond; i += _flows.Length, _nextId++)
        {
            var time = _unixMs + (i * 1_000L / TradesInSecond);
            for (var market = 0; market < _flows.Length; market++)
            {
                var side = ((market + _nextId) & 1) == 0 ? AggressorSide.Buy : AggressorSide.Sell;
                _flows[market].Add(new Trade(_nextId, time, 100 + (market & 15), 0.5, 50 + (market & 15), 1, side));
            }
        }

        _unixMs += 1_000;
        return HandOver();
    }

    private int HandOver()
    {
        _bars.Clear();
        _ledger.Clear();
        _gaps.Clear();
        foreach (var flow in _flows)
        {
            flow.CloseThrough(_unixMs);
            flow.Collect(_bars, _ledger, _gaps);
            // The strategy's bars are taken as they close.
            if (_unixMs % Timeframe.M5.Milliseconds == 0)
            {
                _ = flow.Strategy.HandOver(_unixMs - Timeframe.M5.Milliseconds);
            }
        }

        return _bars.Count;
    }
}
