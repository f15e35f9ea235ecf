using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>How old trades are when they are counted.</summary>
public sealed class BatchAgeTests(SymbolCluster cluster) : IClassFixture<SymbolCluster>
{
    [Fact]
    public async Task Each_batch_tells_the_age_of_its_oldest_trade_once_and_whether_it_crossed_from_another_silo()
    {
        const long Age = 100_000;
        var told = new ConcurrentQueue<(double Age, object? From)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "symbols.batch.age")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, age, tags, _) => told.Enqueue((age, tags[0].Value)));
        listener.Start();
        var symbol = new TradedSymbol(cluster, "AGED");
        await symbol.BeginAsync();

        await symbol.TradeAsync(oldestMs: Age);
        await symbol.TradeAsync(oldestMs: Age, source: cluster.Services.GetRequiredService<BatchSource>().Name);

        // Other tests of this process trade beside it, nothing as old as that; the clock goes on by itself meanwhile.
        Assert.Equal(["elsewhere", "here"], told.Where(one => one.Age is >= Age and < 2 * Age).Select(one => one.From));
    }
}
