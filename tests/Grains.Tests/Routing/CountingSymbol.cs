using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Orleans.Concurrency;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Interfaces.Symbols;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Routing;

/// <summary>
/// A symbol grain that keeps the ids of all trades it was handed, a repeated batch once, and answers as the test says. One call at a time, like
/// the real one.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "its wait handle is never asked for, so there is nothing to dispose of")]
internal sealed class CountingSymbol
{
    private readonly Lock _gate = new();
    private readonly Dictionary<MarketId, List<long>> _counted = [];
    private readonly Dictionary<string, long> _sequences = [];
    private readonly List<TrackedMarket[]> _told = [];
    private readonly List<MarketId[]> _untold = [];
    private readonly SemaphoreSlim _changed = new(0);
    private int _calls;
    private int _underWay;

    public CountingSymbol() => Grain = Double.Of<ISymbolGrain>(Answer);

    public ISymbolGrain Grain { get; }

    /// <summary>What happens before a batch is counted; its number is told. -1 refuses it.</summary>
    public Func<int, ValueTask<long>> Before { get; set; } = static _ => new(0);

    /// <summary>What happens after a batch was counted, before its sender is answered.</summary>
    public Func<int, ValueTask> After { get; set; } = static _ => default;

    /// <summary>Number of each batch that was handed over, and of the one it follows, in order.</summary>
    public List<(long Sequence, long Follows)> Received { get; } = [];

    /// <summary>What is answered to the question how far everything is stored.</summary>
    public long StoredThrough { get; set; }

    /// <summary>Called when the symbol is told of its markets.</summary>
    public Action OnTrack { get; set; } = static () => { };

    /// <summary>Batches handed over, repetitions too.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Whether there ever were two calls at a time.</summary>
    public bool IsOverrun { get; private set; }

    /// <summary>Calls that brought what a sender keeps.</summary>
    public int KeptCalls { get; private set; }

    /// <summary>Batches without those that were counted already.</summary>
    public int Batches { get; private set; }

    public TrackedMarket[][] Told => Locked(() => _told.ToArray());

    public MarketId[][] Untold => Locked(() => _untold.ToArray());

    public long[] CountedOf(MarketId market) => Locked(() => _counted.TryGetValue(market, out var ids) ? ids.ToArray() : []);

    public int CountOf(MarketId market) => Locked(() => _counted.TryGetValue(market, out var ids) ? ids.Count : 0);

    /// <summary>Waits until something has become true of what was counted or told.</summary>
    public async Task UntilAsync(Func<bool> isTrue)
    {
        while (!isTrue())
        {
            Assert.True(await _changed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "the symbol was not called");
        }
    }

    [SuppressMessage("Reliability", "CA2012", Justification = "boxed for the proxy, whose caller awaits it")]
    private object? Answer(MethodInfo method, object?[] args) => method.Name switch
    {
        nameof(ISymbolGrain.IngestAsync) => IngestAsync(((Immutable<TradeBatch>)args[0]!).Value),
        nameof(ISymbolGrain.IngestKeptAsync) => IngestKeptAsync(((Immutable<TradeBatch[]>)args[0]!).Value),
        nameof(ISymbolGrain.StoredThroughAsync) => new ValueTask<long>(StoredThrough),
        nameof(ISymbolGrain.TrackAsync) => Track((IReadOnlyList<TrackedMarket>)args[0]!),
        nameof(ISymbolGrain.UntrackAsync) => Untrack((IReadOnlyList<MarketId>)args[1]!),
        _ => throw new NotSupportedException(method.Name),
    };

    private async ValueTask<long> IngestKeptAsync(TradeBatch[] batches)
    {
        KeptCalls++;
        var ready = 0L;
        for (var i = 0; i < batches.Length && ready >= 0; i++)
        {
            ready = await IngestAsync(batches[i]);
        }

        return ready;
    }

    private async ValueTask<long> IngestAsync(TradeBatch batch)
    {
        IsOverrun |= Interlocked.Increment(ref _underWay) > 1;
        var call = Interlocked.Increment(ref _calls);
        try
        {
            Locked(() => { Received.Add((batch.Sequence, batch.Follows)); return 0; });
            var answer = await Before(call);
            if (answer < 0)
            {
                return answer;
            }

            Locked(() => Count(batch));
            _changed.Release();
            await After(call);
            return answer;
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private int Count(TradeBatch batch)
    {
        if (_sequences.GetValueOrDefault(batch.Source) >= batch.Sequence)
        {
            return 0;
        }

        _sequences[batch.Source] = batch.Sequence;
        foreach (var item in batch.Markets)
        {
            if (!_counted.TryGetValue(item.Market, out var ids))
            {
                _counted[item.Market] = ids = [];
            }

            foreach (var trade in item.Trades)
            {
                ids.Add(trade.Id);
            }
        }

        return ++Batches;
    }

    private ValueTask Track(IReadOnlyList<TrackedMarket> markets)
    {
        OnTrack();
        Locked(() => { _told.Add([.. markets]); return 0; });
        _changed.Release();
        return default;
    }

    private ValueTask<long> Untrack(IReadOnlyList<MarketId> markets)
    {
        Locked(() => { _untold.Add([.. markets]); return 0; });
        _changed.Release();
        return new(0);
    }

    private T Locked<T>(Func<T> act)
    {
        lock (_gate)
        {
            return act();
        }
    }
}
