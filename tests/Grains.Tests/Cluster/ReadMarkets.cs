using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>Markets of one symbol that two silos read at a time, as venues would send them: each trade to whoever has a connection.</summary>
internal sealed class ReadMarkets
{
    private const int PerSecond = 200;
    private const int StepMs = 20;

    private static readonly TrackedMarket[] Markets =
    [
        new(Of("BINANCE", "btcusdt"), ProofKind.Ids),
        new(Of("BYBIT", "BTCUSDT"), ProofKind.Overlap),
    ];

    private readonly MarketBuffer[][] _readers = [[], []];
    private readonly ConcurrentDictionary<(MarketId Market, long Second), (long Count, double Notional)> _happened = new();
    private readonly Random _random = new(11);
    private long _id;

    public IReadOnlyCollection<KeyValuePair<(MarketId Market, long Second), (long Count, double Notional)>> Happened => _happened;

    /// <summary>A silo has one of the two connections from now on.</summary>
    public void Connect(int copy, InProcessSiloHandle silo)
    {
        var router = silo.ServiceProvider.GetRequiredService<TradeRouter>();
        var buffers = Markets.Select(market => router.Open("BTC", market, copy == 0 ? "FEED/0" : "FEED/0+1")).ToArray();
        Array.ForEach(buffers, buffer => buffer.Resume());
        _readers[copy] = buffers;
    }

    /// <summary>Trades for a while.</summary>
    public async Task TradeAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        for (var end = DateTimeOffset.UtcNow + span; DateTimeOffset.UtcNow < end;)
        {
            for (var i = 0; i < PerSecond * StepMs / 1_000; i++)
            {
                Trade(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            }

            await Task.Delay(StepMs, cancellationToken);
        }
    }

    private static Instrument Of(string venue, string name) => new(new(venue, name), MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 1, true);

    // Ids of the first rise by one; those of the other say nothing.
    private void Trade(long unixMs)
    {
        var id = ++_id;
        for (var i = 0; i < Markets.Length; i++)
        {
            var notional = 1 + _random.Next(1_000);
            var trade = new Trade(i == 0 ? id : (id * 7_919) ^ 0x5A5A5A5A, unixMs, 100, notional / 100.0, notional, 1, AggressorSide.Buy);
            _happened.AddOrUpdate(
                (Markets[i].Market, Timeframe.S1.Floor(unixMs)), _ => (1, notional), (_, sum) => (sum.Count + 1, sum.Notional + notional));
            foreach (var reader in _readers)
            {
                if (reader.Length > 0)
                {
                    reader[i].Add(trade);
                }
            }
        }
    }
}
