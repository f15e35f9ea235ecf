using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Trades in steady state cost no memory. Packed frames are left out: unpacking makes its streams anew.</summary>
public sealed class SteadyStateTests
{
    public static TheoryData<string> Venues => Fixtures.Venues();

    [Theory]
    [MemberData(nameof(Venues))]
    public void No_trade_allocates(string venue)
    {
        var adapter = Fixtures.AdapterOf(venue);
        var session = new FeedSession(adapter, adapter.Descriptor.Main.Name, [], UnknownMarkets.Assume);
        var sink = new Counted();
        var frames = Fixtures.FramesOf(venue)
            .SelectMany(file => file.Frames)
            .Where(frame => frame[0] is (byte)'{' or (byte)'[' && !frame.Contains((byte)'\\') && adapter.Parse(frame, session, sink) == FrameKind.Trades)
            .ToArray();
        Feed(50);
        var seen = sink.Count;

        var allocated = Allocation.Of(_ => Feed(50));

        Assert.True(sink.Count > seen || seen == 0, "no trade was read");
        Assert.Equal(0, allocated);

        void Feed(int times)
        {
            for (var i = 0; i < times * frames.Length; i++)
            {
                adapter.Parse(frames[i % frames.Length], session, sink);
            }
        }
    }

    private sealed class Counted : ITradeSink
    {
        public long Count { get; private set; }

        public void Add(MarketSlot slot, in Trade trade) => Count++;
    }
}
