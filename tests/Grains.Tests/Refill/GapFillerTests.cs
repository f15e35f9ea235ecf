using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Prints;

namespace SqueezeFlow.Grains.Tests.Refill;

/// <summary>Searches for a gap between the trades 10 and 20, as a venue answers them.</summary>
public sealed class GapFillerTests : IDisposable
{
    private readonly SearchBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void What_a_list_holds_from_end_to_end_is_told_once_with_what_cannot_be_counted()
    {
        _bench.OnSearch(Whole);

        _bench.BeginSearch(ProofKind.Ids);

        var told = Assert.Single(_bench.Told);
        Assert.Equal((true, "REST history, 2 pages", 0), (told.IsCovered, told.By, told.Second));
        Assert.Equal([10L, 11, 19, 20], told.Trades.Select(trade => trade.Id));
        Assert.Equal([15L], told.Unread.Select(print => print.Id));
        Assert.Equal(0, _bench.Filler.Running);
    }

    [Fact]
    public void Only_markets_whose_past_trades_can_be_asked_for_are_covered()
    {
        var can = _bench.Filler.Covers(SearchBench.Perp);
        _bench.Venue.OnSearch = null;
        var cannot = _bench.Filler.Covers(SearchBench.Perp);
        var unknown = _bench.Filler.Covers(SearchBench.Perp with { Market = new("NOWHERE", "BTCUSDT") });

        Assert.Equal((true, false, false), (can, cannot, unknown));
    }

    [Fact]
    public void Nothing_is_covered_when_filling_is_off()
    {
        using var off = new SearchBench(enabled: false);

        Assert.False(off.Filler.Covers(SearchBench.Perp));
    }

    [Fact]
    public void A_gap_that_is_longer_than_allowed_is_answered_without_a_search()
    {
        _bench.BeginSearch(ProofKind.Ids, SearchBench.Gap with { AfterUnixMs = SearchBench.Gap.BeforeUnixMs + (2 * 3_600_000) + 1 });

        Assert.Empty(_bench.Asked);
        Assert.Equal((false, "nothing", 0), Assert.Single(_bench.Told) is var told ? (told.IsCovered, told.By, told.Trades.Length) : default);
    }

    [Fact]
    public void A_search_that_fails_is_made_again_after_growing_waits_of_thirty_seconds_at_most_and_given_up_after_five_minutes()
    {
        _bench.OnSearch(_ => throw new HttpRequestException("BYBIT GET /v5: expected 200, found 503"));

        _bench.BeginSearch(ProofKind.Ids);
        _bench.Pass(600);

        Assert.Equal([0, 1, 3, 7, 15, 31, 61, 91, 121, 151, 181, 211, 241, 271], _bench.Asked);
        Assert.Equal((false, "nothing", 271), Assert.Single(_bench.Told) is var told ? (told.IsCovered, told.By, told.Second) : default);
    }

    [Fact]
    public void A_search_that_succeeds_at_last_is_told_as_one_that_never_failed()
    {
        _bench.OnSearch(search =>
        {
            if (_bench.Asked.Count < 3)
            {
                throw new HttpRequestException("no answer");
            }

            Whole(search);
        });

        _bench.BeginSearch(ProofKind.Ids);
        _bench.Pass(600);

        Assert.Equal([0, 1, 3], _bench.Asked);
        Assert.True(Assert.Single(_bench.Told).IsCovered);
    }

    [Fact]
    public void A_list_that_is_behind_the_stream_is_read_again_before_anything_is_told()
    {
        _bench.OnSearch(search =>
        {
            Print(search, 10, 11);
            if (_bench.Asked.Count == 2)
            {
                Print(search, 19, 20);
            }
        });

        _bench.BeginSearch(ProofKind.Connection);
        _bench.Pass(60);

        Assert.Equal([0, 3], _bench.Asked);
        Assert.Equal((true, 3), Assert.Single(_bench.Told) is var told ? (told.IsCovered, told.Second) : default);
    }

    [Fact]
    public void A_list_that_stays_behind_is_read_three_times_and_told_as_it_is()
    {
        _bench.OnSearch(search => Print(search, 10, 11));

        _bench.BeginSearch(ProofKind.Connection);
        _bench.Pass(60);

        Assert.Equal([0, 3, 18], _bench.Asked);
        Assert.Equal((false, 2, 18), Assert.Single(_bench.Told) is var told ? (told.IsCovered, told.Trades.Length, told.Second) : default);
    }

    [Theory]
    [InlineData(ProofKind.Ids, new[] { 0, 3, 18 })]
    [InlineData(ProofKind.Connection, new[] { 0 })]
    public void Only_where_ids_say_that_something_is_missing_a_list_that_reaches_too_little_back_is_read_again(ProofKind proof, int[] seconds)
    {
        _bench.OnSearch(search => Print(search, 19, 20));

        _bench.BeginSearch(proof);
        _bench.Pass(60);

        Assert.Equal(seconds, _bench.Asked);
        Assert.Equal(seconds, _bench.Told.Select(told => told.Second));
        Assert.All(_bench.Told, told => Assert.False(told.IsCovered));
    }

    [Fact]
    public void A_gap_of_which_ids_tell_what_is_missing_is_covered_by_the_trades_next_to_its_ends()
    {
        _bench.OnSearch(search => Print(search, 11, 19));

        _bench.BeginSearch(ProofKind.Ids, SearchBench.Gap with { Missing = 9 });

        Assert.True(Assert.Single(_bench.Told).IsCovered);
    }

    [Fact]
    public void A_symbol_that_does_not_answer_is_told_again_after_growing_waits_and_the_venue_is_not_asked_again()
    {
        _bench.OnSearch(Whole);
        _bench.OnTold = told => told.Second < 7 ? throw new TimeoutException() : told;

        _bench.BeginSearch(ProofKind.Ids);
        _bench.Pass(60);

        Assert.Equal([0], _bench.Asked);
        Assert.Equal([0, 1, 3, 7], _bench.Tried);
        Assert.Single(_bench.Told);
    }

    [Fact]
    public void A_search_that_breaks_is_told_as_one_that_found_nothing()
    {
        _bench.OnSearch(_ => throw new InvalidOperationException("a bug"));

        _bench.BeginSearch(ProofKind.Connection);
        _bench.Pass(60);

        Assert.Equal([0], _bench.Asked);
        Assert.Equal((false, "nothing"), Assert.Single(_bench.Told) is var told ? (told.IsCovered, told.By) : default);
        Assert.Equal(0, _bench.Filler.Running);
    }

    private static void Whole(TradeSearch search)
    {
        Print(search, 10, 11);
        search.Add(new(15, SearchBench.TimeOf(15), 0, 1, 1, AggressorSide.Buy));
        Print(search, 19, 20);
    }

    private static void Print(TradeSearch search, params long[] ids)
    {
        search.BeginPage();
        foreach (var id in ids)
        {
            search.Add(new Print(id, SearchBench.TimeOf(id), 100, 1, 1, AggressorSide.Buy));
        }
    }
}
