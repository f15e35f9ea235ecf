using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class BinanceLayoutTests
{
    [Fact]
    public void Both_parsers_agree_on_every_recorded_frame()
    {
        var frames = RecordedFrames();

        var fast = Run(frames, BinanceFrames.Parse);
        var strict = Run(frames, BinanceFrames.ParseStrictly);

        Assert.Equal(strict.Sink.Trades, fast.Sink.Trades);
        Assert.Equal(strict.Kinds, fast.Kinds);
        Assert.Equal(0, fast.Session.Fallbacks);
        Assert.Equal(55_270, fast.Sink.Trades.Count);
    }

    [Fact]
    public void Both_parsers_agree_on_fixtures_and_on_every_mutation_of_them()
    {
        var frames = Fixtures.FramesOf("BINANCE").Concat(Fixtures.FramesOf("BINANCE_FUTURES")).SelectMany(file => file.Frames).ToArray();
        var random = new Random(7);
        var buffer = new byte[64 * 1024];
        byte[][] mutated = [.. frames, .. Enumerable.Range(0, 50_000).Select(_ => buffer[..FuzzTests.Mutate(frames, random, buffer)].ToArray())];

        var fast = Run(mutated, BinanceFrames.Parse);
        var strict = Run(mutated, BinanceFrames.ParseStrictly);

        Assert.Equal(strict.Kinds, fast.Kinds);
        Assert.Equal(strict.Sink.Trades, fast.Sink.Trades);
        Assert.Equal(strict.Session.RejectedByReason(), fast.Session.RejectedByReason());
        Assert.True(fast.Session.Fallbacks < strict.Session.Fallbacks);
    }

    [Fact]
    public void Neither_parser_allocates_per_trade()
    {
        var frames = RecordedFrames()[..20_000];
        var sink = new Counted();
        var session = new FeedSession(new BinanceFutures(), "market", [], UnknownMarkets.Assume);
        Feed(frames, session, sink);

        Feed(frames, session, sink);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed(frames, session, sink);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(120_000, sink.Count);
        Assert.Equal(0, allocated);
    }

    private static void Feed(byte[][] frames, FeedSession session, ITradeSink sink)
    {
        foreach (var frame in frames)
        {
            BinanceFrames.Parse(frame, session, sink);
            BinanceFrames.ParseStrictly(frame, session, sink);
        }
    }

    private static (Collected Sink, List<FrameKind> Kinds, FeedSession Session) Run(
        byte[][] frames, ParseFrame parse)
    {
        var sink = new Collected();
        var session = new FeedSession(new BinanceFutures(), "market", [], UnknownMarkets.Assume);
        List<FrameKind> kinds = [.. frames.Select(frame => parse(frame, session, sink))];
        var unified = new Collected();
        foreach (var (slot, trade) in sink.Trades)
        {
            unified.Trades.Add((Unify(slot), trade));
        }

        return (unified, kinds, session);
    }

    // Slots are compared by market, so that two sessions can be.
    private static readonly Dictionary<string, MarketSlot> Unified = new(StringComparer.Ordinal);

    private static MarketSlot Unify(MarketSlot slot)
    {
        lock (Unified)
        {
            var key = slot.Market.ToString();
            return Unified.TryGetValue(key, out var known) ? known : Unified[key] = slot;
        }
    }

    private static byte[][] RecordedFrames()
    {
        using var reader = new RecordingReader(SharedData.Require("data", "raw", "binance_trade_messages_20240808.txt.gz"));
        var frames = new List<byte[]>();
        while (reader.TryRead(out var frame))
        {
            frames.Add(frame.Payload.ToArray());
        }

        return [.. frames];
    }

    private delegate FrameKind ParseFrame(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink);

    private sealed class Counted : ITradeSink
    {
        public int Count { get; private set; }

        public void Add(MarketSlot slot, in Trade trade) => Count++;
    }
}
