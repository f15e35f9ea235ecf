using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Sizes of recorded trades against what the same frames say of them in another unit.</summary>
public sealed class ContractFixtureTests
{
    [Fact]
    public void Every_trade_of_BitMEX_is_worth_the_notionals_that_its_row_states()
    {
        var compared = 0;

        var pairs = RowsWithTrades("BITMEX", "data", row => TradeId.Of(VenueBench.Body(row.Field("trdMatchID").ToString())));
        foreach (var (row, trade) in pairs.Where(pair => pair.Row.Field("trdMatchID").ValueKind == JsonValueKind.String))
        {
            Assert.Equal((row.Field("homeNotional").Number(), row.Field("foreignNotional").Number()), (trade.Size, trade.Notional));
            compared++;
        }

        Assert.True(compared > 0, "no trade was compared");
    }

    [Fact]
    public void Every_trade_of_Deribit_is_its_contracts_of_the_listed_size()
    {
        var sizes = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (_, _, body) in Fixtures.AnswersOf("DERIBIT", "rest-instruments.jsonl"))
        {
            using var document = JsonDocument.Parse(body);
            foreach (var row in document.RootElement.At("result"))
            {
                sizes[row.Field("instrument_name").ToString()] = row.Field("contract_size").Number();
            }
        }

        var compared = 0;
        foreach (var (row, trade) in RowsWithTrades("DERIBIT", "params.data", row => row.Field("trade_seq").GetInt64()))
        {
            if (row.Field("contracts").ValueKind == JsonValueKind.Number && sizes.TryGetValue(row.Field("instrument_name").ToString(), out var size))
            {
                var isInverse = Fixtures.AdapterOf("DERIBIT").Assume(new("DERIBIT", row.Field("instrument_name").ToString()))!.Contract == ContractKind.Inverse;
                Assert.Equal(row.Field("contracts").Number() * size, isInverse ? trade.Notional : trade.Size, 1e-9);
                compared++;
            }
        }

        Assert.True(compared > 0, "no trade was compared");
    }

    private static IEnumerable<(JsonElement Row, Trade Trade)> RowsWithTrades(string venue, string rows, Func<JsonElement, long> idOf)
    {
        var adapter = Fixtures.AdapterOf(venue);
        var session = new FeedSession(adapter, adapter.Descriptor.Main.Name, [], UnknownMarkets.Assume);
        foreach (var frame in Fixtures.FramesOf(venue).SelectMany(file => file.Frames).Where(frame => frame[0] == '{'))
        {
            var sink = new Collected();
            adapter.Parse(frame, session, sink);
            using var document = JsonDocument.Parse(frame);
            foreach (var row in sink.Trades.Count == 0 ? [] : document.RootElement.At(rows))
            {
                if (sink.Trades.Find(item => item.Trade.Id == idOf(row)) is { Slot: not null } found)
                {
                    yield return (row, found.Trade);
                }
            }
        }
    }
}
