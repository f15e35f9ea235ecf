using System.Collections.Concurrent;
using Orleans.Concurrency;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>Every trade that has come to its symbol over any silo, and the markets in which some may have been missed.</summary>
internal sealed class TradeTally : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<(MarketId Market, long Id), (long UnixMs, int Count)> _come = new();
    private ConcurrentQueue<MarketId> _breaks = new();

    /// <summary>Markets with trades that followed a break.</summary>
    public IReadOnlyCollection<MarketId> Breaks => _breaks;

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        TradeBatch[] batches = context.MethodName switch
        {
            _ when context.Result is not >= 0L => [],
            nameof(ISymbolGrain.IngestAsync) => [((Immutable<TradeBatch>)context.Request.GetArgument(0)!).Value],
            nameof(ISymbolGrain.IngestKeptAsync) => ((Immutable<TradeBatch[]>)context.Request.GetArgument(0)!).Value,
            _ => [],
        };
        foreach (var item in batches.SelectMany(batch => batch.Markets))
        {
            foreach (var trade in item.Trades)
            {
                _come[(item.Market, trade.Id)] = (trade.UnixMs, trade.Count);
            }

            if (item.ResumedAt >= 0)
            {
                _breaks.Enqueue(item.Market);
            }
        }
    }

    /// <summary>Breaks from now on are told.</summary>
    public void ForgetBreaks() => _breaks = new();

    /// <summary>Fills that have come of a market from a time on, each once.</summary>
    public long Fills(MarketId market, long fromUnixMs) => _come.Where(trade => trade.Key.Market == market && trade.Value.UnixMs >= fromUnixMs).Sum(trade => trade.Value.Count);
}
