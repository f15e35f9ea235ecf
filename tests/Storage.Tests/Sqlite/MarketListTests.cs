using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class MarketListTests : IDisposable
{
    private readonly string _folder = Folder();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_last_second_is_right_after_every_batch_and_after_reopening_in_any_order_of_time()
    {
        var random = new Random(7);
        var expected = new Dictionary<MarketId, long>();
        for (var opening = 0; opening < 5; opening++)
        {
            using var store = new StoreFixture(_folder);
            for (var batch = 0; batch < 20; batch++)
            {
                var market = new MarketId("X", $"m{random.Next(90)}");
                var unixMs = Start + (random.Next(400) * 1_000L);
                await store.Bars.WriteAsync(Write(Row(market, unixMs)), Token);
                expected[market] = Math.Max(expected.GetValueOrDefault(market), unixMs);

                var listed = await store.Bars.ReadMarketsAsync(Token);

                Assert.Equal(expected.Select(pair => new StoredMarket(pair.Key, pair.Value)).OrderBy(row => row.Market), listed);
            }
        }
    }
}
