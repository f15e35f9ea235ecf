using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters.Deribit;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Past trades of Deribit, which are asked for by their number.</summary>
public sealed class DeribitHistoryTests
{
    private readonly Deribit _adapter = new();

    [Fact]
    public void A_gap_is_read_by_number_from_its_old_end_upwards()
    {
        var search = VenueBench.Search(Assumed("BTC-PERPETUAL"), 1000, 1, 2500, 2);

        var first = _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search);
        _adapter.ReadTrades(Assumed("BTC-PERPETUAL"), Page(1000, 1999, 1), search);
        var second = _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search);
        _adapter.ReadTrades(Assumed("BTC-PERPETUAL"), Page(2000, 2499, 1), search);
        var third = _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search);

        Assert.Equal(
            "/api/v2/public/get_last_trades_by_instrument?instrument_name=BTC-PERPETUAL&start_seq=1000&end_seq=2499&sorting=asc&count=1000&include_old=true",
            first!.Value.Path);
        Assert.Contains("start_seq=2000&end_seq=2499", second!.Value.Path, StringComparison.Ordinal);
        Assert.Null(third);
        Assert.True(search.ReachesBack);
        Assert.Equal(1500, search.Trades.Count);
    }

    [Fact]
    public void A_page_that_is_not_full_ends_the_search_for_the_newest()
    {
        var search = VenueBench.Search(Assumed("BTC-PERPETUAL"), 1000, 1);

        var first = _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search);
        _adapter.ReadTrades(Assumed("BTC-PERPETUAL"), Page(1001, 1005, 1), search);

        Assert.DoesNotContain("end_seq", first!.Value.Path, StringComparison.Ordinal);
        Assert.Null(_adapter.NextTrades(Assumed("BTC-PERPETUAL"), search));
    }

    [Fact]
    public void Without_an_older_number_the_search_goes_down_until_it_is_old_enough()
    {
        var search = VenueBench.Search(Assumed("BTC-PERPETUAL"), 0, 4_500, 6_000, 6_000);
        var asked = new List<string>();

        for (var top = 5_999; _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search) is { } call && asked.Count < 10; top -= 1000)
        {
            asked.Add(call.Path);
            _adapter.ReadTrades(Assumed("BTC-PERPETUAL"), Page(top - 999, top, -1), search);
        }

        Assert.Equal(2, asked.Count);
        Assert.Contains("&end_seq=5999&sorting=desc&", asked[0], StringComparison.Ordinal);
        Assert.Contains("&end_seq=4999&", asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Block_trades_are_accounted_for_by_the_print_after_them()
    {
        var search = VenueBench.Search(Assumed("BTC-PERPETUAL"), 10, 1, 20, 2);

        _adapter.ReadTrades(
            Assumed("BTC-PERPETUAL"),
            """{"result":{"trades":[{"trade_seq":13,"timestamp":1,"price":1,"amount":10,"direction":"buy"},{"trade_seq":12,"timestamp":1,"price":1,"amount":10,"direction":"buy","block_trade_id":"B"},{"trade_seq":11,"timestamp":1,"price":1,"amount":10,"direction":"buy","block_trade_id":"A"},{"trade_seq":14,"timestamp":1,"price":1,"amount":10,"direction":"buy"}]}}"""u8.ToArray(),
            search);

        Assert.Equal([(13L, (ushort)2), (14L, (ushort)0)], search.Trades.Select(trade => (trade.Id, trade.IdsBefore)));
    }

    [Fact]
    public void A_page_of_block_trades_alone_does_not_end_the_search()
    {
        var search = VenueBench.Search(Assumed("BTC-PERPETUAL"), 10, 1, 20, 2);
        _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search);

        _adapter.ReadTrades(
            Assumed("BTC-PERPETUAL"),
            """{"result":{"has_more":true,"trades":[{"trade_seq":11,"timestamp":1,"price":1,"amount":10,"direction":"buy","block_trade_id":"B"}]}}"""u8.ToArray(),
            search);

        Assert.Empty(search.Trades);
        Assert.Contains("start_seq=12&", _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search)!.Value.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_venue_that_answers_nothing_new_is_not_asked_again()
    {
        var search = VenueBench.Search(Assumed("BTC-PERPETUAL"), 10, 1, 20, 2);

        _adapter.NextTrades(Assumed("BTC-PERPETUAL"), search);
        _adapter.ReadTrades(Assumed("BTC-PERPETUAL"), Page(5, 9, 1), search);

        Assert.Null(_adapter.NextTrades(Assumed("BTC-PERPETUAL"), search));
    }

    [Fact]
    public void Recorded_answers_are_read_with_the_numbers_of_the_stream_and_an_error_is_no_list()
    {
        var perpetual = Assumed("ETH-PERPETUAL");
        var search = VenueBench.Search(perpetual, 5, 5);

        Assert.All(VenueBench.Bodies("DERIBIT", "rest-trades.jsonl"), body => _adapter.ReadTrades(perpetual, body, search));

        Assert.Equal(new(203024587, 1766332040636, 2968.3, 1 / 2968.3, 1, 1, AggressorSide.Sell), search.Trades[0]);
        Assert.Throws<FormatException>(
            () => _adapter.ReadTrades(perpetual, """{"error":{"code":13020,"message":"instrument_not_found"}}"""u8.ToArray(), search));
        Assert.Throws<FormatException>(() => _adapter.ReadTrades(perpetual, "<html>"u8.ToArray(), search));
    }

    // A trade's time is its number.
    private static byte[] Page(int first, int last, int step)
    {
        var ids = Enumerable.Range(first, last - first + 1);
        var rows = (step > 0 ? ids : ids.Reverse()).Select(
            id => $$"""{"trade_seq":{{id}},"timestamp":{{id}},"price":10,"amount":10,"direction":"buy","instrument_name":"BTC-PERPETUAL"}""");
        return VenueBench.Body($$$"""{"result":{"has_more":true,"trades":[{{{string.Join(',', rows)}}}]}}""");
    }

    private Instrument Assumed(string symbol) => _adapter.Assume(new("DERIBIT", symbol))!;
}
