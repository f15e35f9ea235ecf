using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Runs by itself for every venue of the catalogue that has recorded frames.</summary>
public sealed class FixtureTests
{
    public static TheoryData<string> Venues => Fixtures.Venues();

    [Theory]
    [MemberData(nameof(Venues))]
    public void Every_recorded_frame_gives_exactly_the_trades_that_others_found(string venue)
    {
        var adapter = Fixtures.AdapterOf(venue);
        var expected = ExpectedTrades.Of(venue);
        var checkedTrades = 0;

        foreach (var (file, frames) in Fixtures.FramesOf(venue))
        {
            var session = new FeedSession(adapter, adapter.Descriptor.Main.Name, [], UnknownMarkets.Open);
            for (var line = 1; line <= frames.Length; line++)
            {
                var seen = PrintsOf(adapter, session, frames[line - 1]);
                if (expected.In(file, line) is { } trades)
                {
                    var difference = FoundTrade.Difference(trades, seen);
                    Assert.True(difference is null, $"{venue}/{file}:{line}: {difference}");
                    checkedTrades += trades.Length;
                }
            }
        }

        Assert.True(checkedTrades > 0, $"{venue}: no trade was compared");
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public void A_truncated_frame_gives_no_trade_and_is_refused(string venue)
    {
        var adapter = Fixtures.AdapterOf(venue);
        var session = new FeedSession(adapter, adapter.Descriptor.Main.Name, [], UnknownMarkets.Assume);
        var sink = new Collected();

        foreach (var frame in Fixtures.FramesOf(venue).SelectMany(file => file.Frames))
        {
            for (var length = 0; length < frame.Length; length++)
            {
                var kind = adapter.Parse(frame.AsSpan(0, length), session, sink);

                Assert.Equal(FrameKind.Malformed, kind);
            }
        }

        Assert.Empty(sink.Trades);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public void Acknowledgements_and_refusals_are_told_apart(string venue)
    {
        var adapter = Fixtures.AdapterOf(venue);
        var expected = ExpectedTrades.Of(venue);

        foreach (var (file, frames) in Fixtures.FramesOf(venue))
        {
            var lines = expected.Manifest.GetProperty(file).GetProperty("lines");
            for (var line = 0; line < frames.Length; line++)
            {
                FrameKind? kind = lines[line][0].GetString() switch
                {
                    "ack" => FrameKind.Acknowledged,
                    "error" => FrameKind.Refused,
                    "heartbeat" => FrameKind.Heartbeat,
                    _ => null,
                };
                var session = new FeedSession(adapter, adapter.Descriptor.Main.Name, []);

                var seen = adapter.Parse(frames[line], session, new Collected());

                if (expected.IsOutdated(file, line + 1))
                {
                    continue;
                }

                Assert.True(kind is null || kind == seen, $"{venue}/{file}:{line + 1} is {kind}, found {seen}");
            }
        }
    }

    private static List<FoundTrade> PrintsOf(IExchangeAdapter adapter, FeedSession session, byte[] frame)
    {
        var sink = new Collected();
        session.Observer = sink;
        adapter.Parse(frame, session, sink);
        return
        [
            .. from item in sink.Prints
               where item.Print.Kind != TradeKind.LiquidationReport
               let print = item.Print
               select new FoundTrade(item.Slot?.Market.Symbol ?? string.Empty, item.Id, $"{print.Side}", print.Price, print.RawSize, print.UnixMs),
        ];
    }
}
