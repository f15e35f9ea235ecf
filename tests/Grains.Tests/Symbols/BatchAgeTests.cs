using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>How old trades are when they are counted.</summary>
public sealed class BatchAgeTests(SymbolCluster cluster) : IClassFixture<SymbolCluster>
{
    [Fact]
    public async Task Each_batch_tells_the_age_of_its_oldest_trade_once()
    {
        const long Age = 100_000;
        var told = new ConcurrentQueue<double>();
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
        listener.SetMeasurementEventCallback<double>((_, age, _, _) => told.Enqueue(age));
        listener.Start();
        var symbol = new TradedSymbol(cluster, "AGED");
        await symbol.BeginAsync();

        await symbol.TradeAsync(oldestMs: Age);
        await symbol.TradeAsync(oldestMs: Age);

        // Other tests of this process trade beside it, nothing as old as that; the clock goes on by itself meanwhile.
        Assert.Equal(2, told.Count(age => age is >= Age and < 2 * Age));
    }
}
