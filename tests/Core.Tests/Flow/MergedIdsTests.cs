using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Tests.Flow;

/// <summary>Prints that account for the ids before their own.</summary>
public sealed class MergedIdsTests
{
    private readonly MarketFlow _flow = Trades.Market();

    [Fact]
    public void Ids_that_a_print_accounts_for_are_not_missing()
    {
        _flow.Add(Trades.Buy(10, 0));

        _flow.Add(Merged(13, 2, 100));

        Assert.Equal((2L, 0), (_flow.Trades, _flow.OpenGaps));
    }

    [Fact]
    public void What_is_missing_ends_before_the_ids_that_the_next_print_accounts_for()
    {
        _flow.Add(Trades.Buy(10, 0));
        _flow.Add(Merged(20, 2, 5_000));
        _flow.Add(Trades.Buy(21, 20_000));

        _flow.CloseThrough(Trades.Midnight + 20_000);

        var gap = Assert.Single(_flow.Collected().Gaps);
        Assert.Equal((10L, 18L, 7L), (gap.BeforeId, gap.AfterId, gap.Missing));
    }

    [Fact]
    public void A_merged_print_fills_all_of_its_ids()
    {
        _flow.Add(Trades.Buy(10, 0));
        _flow.Add(Trades.Buy(16, 30));

        var verdict = _flow.Add(Merged(14, 2, 20));

        Assert.Equal((TradeVerdict.Counted, 2), (verdict, _flow.OpenGaps));
        Assert.Equal([TradeVerdict.Counted, TradeVerdict.Counted], new[] { _flow.Add(Trades.Buy(11, 10)), _flow.Add(Trades.Buy(15, 25)) });
        Assert.Equal(0, _flow.OpenGaps);
    }

    [Fact]
    public void A_single_fill_of_a_merged_print_is_a_repetition()
    {
        _flow.Add(Trades.Buy(10, 0));
        _flow.Add(Merged(13, 2, 100));

        Assert.Equal(
            [TradeVerdict.Duplicate, TradeVerdict.Duplicate, TradeVerdict.Duplicate],
            new[] { _flow.Add(Trades.Buy(11, 100)), _flow.Add(Trades.Buy(12, 100)), _flow.Add(Merged(13, 2, 100)) });
    }

    [Fact]
    public void A_print_that_claims_ids_already_seen_is_new_by_its_own()
    {
        _flow.Add(Trades.Buy(10, 0));

        var verdict = _flow.Add(Merged(11, 2, 100));

        Assert.Equal((TradeVerdict.Counted, 0), (verdict, _flow.OpenGaps));
    }

    [Fact]
    public void The_first_print_begins_with_the_first_id_that_it_accounts_for()
    {
        _flow.Add(Merged(13, 2, 100));

        Assert.Equal(TradeVerdict.Duplicate, _flow.Add(Trades.Buy(12, 100)));
        Assert.Equal((TradeVerdict.Counted, 0), (_flow.Add(Trades.Buy(10, 100)), _flow.OpenGaps));
    }

    private static Trade Merged(long id, ushort idsBefore, long afterMs) => Trades.Buy(id, afterMs) with { IdsBefore = idsBefore };
}
