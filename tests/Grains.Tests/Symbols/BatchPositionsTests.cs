using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.Symbols;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>What stored rows say of those who brought their trades.</summary>
public sealed class BatchPositionsTests
{
    private readonly MarketFlow _market = new(new MarketId("BINANCE", "btcusdt"), ProofKind.Ids, Timeframe.M5);
    private readonly BatchPositions _positions = new();

    [Fact]
    public void Rows_that_were_restored_name_their_senders_until_they_are_known_to_be_no_more()
    {
        _positions.Restore([new(_market.Market, new Dictionary<string, long> { ["alive"] = 7, ["gone"] = 5 }, [])]);
        _positions.StoredThrough("alive", 0);
        Assert.Equal([("alive", 7), ("gone", 5)], Senders());

        _positions.ForgetSilent();

        Assert.Equal([("alive", 7)], Senders());
    }

    [Fact]
    public void However_long_the_store_is_away_little_is_remembered_and_all_is_known_to_be_stored_when_it_is_back()
    {
        _positions.StoredThrough("a", 0);
        for (var transaction = 1; transaction <= 10_000; transaction++)
        {
            _positions.Take(new([], "a", transaction, transaction));
            _positions.NoteTransaction(transaction);
            Assert.InRange(_positions.UnderWay, 1, 64);
        }

        var early = _positions.StoredThrough("a", 9_000);
        var all = _positions.StoredThrough("a", 10_000);

        Assert.InRange(early, 0, 9_000);
        Assert.Equal(10_000, all);
    }

    private IEnumerable<(string, long)> Senders() => _positions.PositionOf(_market).Sources.Select(one => (one.Key, one.Value)).Order();
}
