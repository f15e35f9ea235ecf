using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Adapters.Bitfinex;
using SqueezeFlow.Exchanges.Adapters.Hyperliquid;
using SqueezeFlow.Exchanges.Adapters.Okx;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Feeds.Subscriptions;

/// <summary>What becomes of a subscription that a venue refuses or leaves without an answer.</summary>
public sealed class SubscriptionBookTests
{
    private static readonly Refusal Busy = new("Requests too frequent", "60014");
    private static readonly Refusal Strange = new("no idea");

    [Fact]
    public void A_busy_venue_is_asked_again_with_growing_waits_and_for_all_markets_together()
    {
        var bench = new BookBench(new Okx(), "BTC-USDT", "ETH-USDT");
        var texts = bench.Send();
        bench.Book.Answers.AcknowledgeGreeting();
        var waits = new List<int>();

        for (var refusals = 0; refusals < 5; refusals++)
        {
            bench.Book.Answers.RefuseNext(Busy);
            var seconds = 0;
            while (bench.Run(1) is not { Count: > 0 } again || !again.Contains(texts[^1]))
            {
                seconds = seconds < 1000 ? seconds + 1 : throw new TimeoutException("it is not asked again");
            }

            waits.Add(seconds);
        }

        bench.Book.Answers.AcknowledgeMarket("BTC-USDT"u8);
        bench.Book.Answers.AcknowledgeMarket("ETH-USDT"u8);

        Assert.InRange(waits[0], 1, 4);
        Assert.InRange(waits[^1], 31, 64);
        Assert.Equal((2, 0), (bench.Book.Acknowledged, bench.Unconfirmed.Length));
        Assert.Empty(bench.Run(1000));
    }

    [Fact]
    public void A_market_that_is_gone_is_named_and_not_asked_for_again()
    {
        var bench = new BookBench(new Binance(), "btcusdt", "nousdt");
        bench.Send();

        bench.Book.Answers.Refuse(1, new("Invalid symbol", "-1121"));
        var halves = bench.Send();
        bench.Book.Answers.Acknowledge(2);
        bench.Book.Answers.Refuse(3, new("Invalid symbol", "-1121"));

        Assert.Equal(2, halves.Count);
        Assert.Equal(["BINANCE:nousdt: Invalid symbol"], bench.Unconfirmed);
        Assert.Empty(bench.Run(3600));
    }

    [Fact]
    public void A_refusal_that_answers_the_greeting_is_booked_on_no_market()
    {
        var bench = new BookBench(new Okx(), "BTC-USDT");
        var texts = bench.Send();

        bench.Book.Answers.RefuseNext(Busy);
        bench.Book.Answers.AcknowledgeMarket("BTC-USDT"u8);
        var again = bench.Run(5);

        Assert.Contains("liquidation-orders", texts[0], StringComparison.Ordinal);
        Assert.Empty(bench.Unconfirmed);
        Assert.Equal([texts[0]], again);
    }

    [Fact]
    public void A_refusal_that_answers_the_end_of_a_subscription_is_booked_on_no_other_market()
    {
        var bench = new BookBench(new Okx(), "BTC-USDT", "ETH-USDT");
        bench.Send();
        bench.Book.Answers.AcknowledgeGreeting();
        bench.Book.Answers.AcknowledgeMarket("BTC-USDT"u8);

        bench.Book.Change([], [bench.Markets[0]]);
        bench.Run(1);
        bench.Book.Answers.RefuseNext(new("channel:trades,instId:BTC-USDT doesn't exist.", "60018"));
        bench.Book.Answers.AcknowledgeMarket("ETH-USDT"u8);

        Assert.Empty(bench.Unconfirmed);
        Assert.Equal(1, bench.Book.Acknowledged);
    }

    [Fact]
    public void Where_it_is_not_sure_who_is_refused_nobody_is_given_up()
    {
        var bench = new BookBench(new Bitfinex(), "BTCUSD", "ETHUSD");
        bench.Send();
        bench.Book.Answers.AcknowledgeGreeting();
        bench.Book.Answers.AcknowledgeGreeting();

        bench.Book.Answers.RefuseNext(new("Unknown pair", "10001"));
        bench.Book.Answers.AcknowledgeMarket("tETHUSD"u8);
        var again = bench.Run(5);

        Assert.Equal(["BITFINEX:BTCUSD: Unknown pair"], bench.Unconfirmed);
        Assert.Contains("tBTCUSD", Assert.Single(again), StringComparison.Ordinal);
    }

    [Fact]
    public void Markets_that_are_never_answered_are_asked_for_again_in_ever_smaller_company()
    {
        var bench = new BookBench(new Binance(), "a", "b", "c", "d");
        bench.Send();

        var sent = bench.Run(60);

        Assert.Contains("""["a@trade","b@trade","c@trade","d@trade"]""", sent[0], StringComparison.Ordinal);
        Assert.Contains("""["a@trade","b@trade"]""", sent[1], StringComparison.Ordinal);
        Assert.Contains(sent, text => text.Contains("""["d@trade"]""", StringComparison.Ordinal));
        Assert.Equal(4, bench.Unconfirmed.Length);
    }

    [Fact]
    public void A_late_answer_and_a_subscription_that_stands_already_are_answers()
    {
        var bench = new BookBench(new Hyperliquid(), "BTC", "ETH");
        bench.Send();
        bench.Run(21);

        var before = bench.Unconfirmed.Length;
        bench.Book.Answers.AcknowledgeMarket("BTC"u8);
        bench.Run(10);
        bench.Book.Answers.RefuseNext(new("Already subscribed: {\"type\":\"trades\",\"coin\":\"ETH\"}"));

        Assert.Equal((2, 0, 2), (before, bench.Unconfirmed.Length, bench.Book.Acknowledged));
    }

    [Fact]
    public void A_market_that_delivers_needs_no_other_answer()
    {
        var bench = new BookBench(new Binance(), "btcusdt");
        bench.Send();
        bench.Delivering.Add(bench.Market("btcusdt"));

        var sent = bench.Run(600);

        Assert.Empty(sent);
        Assert.Equal((1, 0), (bench.Book.Acknowledged, bench.Unconfirmed.Length));
    }

    [Theory]
    [InlineData("OKX", 480)]
    [InlineData("BITGET", 240)]
    public void Retries_stay_within_what_a_venue_counts_an_hour(string venue, int most)
    {
        var adapter = ExchangeCatalog.All.Single(a => a.Descriptor.Id == venue);
        var bench = new BookBench(adapter, [.. Enumerable.Range(0, adapter.Descriptor.StreamsPerConnection).Select(i => $"C{i}-USDT")]);
        var sent = bench.Send().Count;

        for (var i = 0; i < 3599; i++)
        {
            for (var answers = 0; answers < 10; answers++)
            {
                bench.Book.Answers.RefuseNext(Strange);
            }

            sent += bench.Run(1).Count;
        }

        Assert.InRange(sent, adapter.Descriptor.StreamsPerConnection, most);
        Assert.Equal(adapter.Descriptor.StreamsPerConnection, bench.Unconfirmed.Length);
    }

    [Fact]
    public void A_market_that_is_taken_away_while_it_waits_is_not_asked_for_again()
    {
        var bench = new BookBench(new Binance(), "btcusdt", "ethusdt");
        bench.Send();
        bench.Book.Answers.Refuse(1, new("Too many requests", "4"));

        bench.Book.Change([], [bench.Markets[0]]);
        var sent = bench.Run(5);

        Assert.Contains(sent, text => text.Contains("\"SUBSCRIBE\",\"params\":[\"ethusdt@trade\"]", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, text => text.Contains("\"SUBSCRIBE\"", StringComparison.Ordinal) && text.Contains("btcusdt", StringComparison.Ordinal));
        Assert.Equal(["BINANCE:ethusdt: Too many requests"], bench.Unconfirmed.Distinct());
    }

    [Fact]
    public void What_lacks_a_confirmation_is_overdue_after_its_time_whatever_happens_between()
    {
        var bench = new BookBench(new Binance(), "btcusdt", "ethusdt");
        bench.Send();
        bench.Book.Answers.Refuse(1, new("Too many requests", "4"));

        bench.Run(20);
        var early = bench.Watch.UnconfirmedFor(TimeSpan.FromSeconds(30));
        bench.Run(15);
        var late = bench.Watch.UnconfirmedFor(TimeSpan.FromSeconds(30));
        bench.Delivering.Add(bench.Market("ethusdt"));
        bench.Run(1);

        Assert.Empty(early);
        Assert.Equal([bench.Market("btcusdt"), bench.Market("ethusdt")], late);
        Assert.Equal([bench.Market("btcusdt")], bench.Watch.UnconfirmedFor(TimeSpan.FromSeconds(30)));
    }
}
