using System.Globalization;
using System.Text;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Mutated frames. <c>SQUEEZEFLOW_FUZZ_FRAMES</c> sets how many per venue (50,000 if unset), the seed is fixed.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20250101;

    private static readonly byte[][] Morsels =
    [
        .. new[]
        {
            "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "true", "NaN", "-1", "0", "1e308", "1e-308", "-0.0", "1e999", "\\u0000", "\\ud800",
            "99999999999999999999", "9223372036854775807", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "\"p\":\"0\"", "\"q\":null", "\"s\":7", "\"e\":\"trade\"", "\"data\":", "\"o\":{", "\"id\":1", "\"result\":null", "\"error\":{}",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    public static TheoryData<string> Venues => Fixtures.Venues();

    [Theory]
    [MemberData(nameof(Venues))]
    public void No_mutated_frame_throws_or_gives_an_impossible_trade(string venue)
    {
        var adapter = Fixtures.AdapterOf(venue);
        var frames = Fixtures.FramesOf(venue).SelectMany(file => file.Frames).ToArray();
        var session = new FeedSession(adapter, adapter.Descriptor.Main.Name, [], UnknownMarkets.Assume);
        var sink = new CheckingSink();
        var random = new Random(Seed);
        var buffer = new byte[64 * 1024];
        var count = int.Parse(Environment.GetEnvironmentVariable("SQUEEZEFLOW_FUZZ_FRAMES") ?? "50000", CultureInfo.InvariantCulture);

        for (var i = 0; i < count; i++)
        {
            var length = Mutate(frames, random, buffer);
            adapter.Parse(buffer.AsSpan(0, length), session, sink);
        }

        Assert.True(sink.Count > 0 && session.Rejections > 0, $"{sink.Count} trades, {session.Rejections} refusals: the mutations reach nothing");
    }

    /// <summary>Copies a frame and harms it one to four times.</summary>
    internal static int Mutate(byte[][] frames, Random random, byte[] buffer)
    {
        var frame = frames[random.Next(frames.Length)];
        frame.CopyTo(buffer, 0);
        var length = frame.Length;
        for (var n = random.Next(1, 5); n > 0 && length > 0; n--)
        {
            var at = random.Next(length);
            switch (random.Next(5))
            {
                case 0: buffer[at] = (byte)random.Next(256); break;
                case 1: buffer[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: length = Splice(buffer, length, at, Math.Min(length - at, random.Next(1, 12)), []); break;
                case 3: length = Splice(buffer, length, at, random.Next(2) * Math.Min(length - at, random.Next(8)), Morsels[random.Next(Morsels.Length)]); break;
                default: length = at; break;
            }
        }

        return length;
    }

    private static int Splice(byte[] buffer, int length, int at, int removed, byte[] inserted)
    {
        Array.Copy(buffer, at + removed, buffer, at + inserted.Length, length - at - removed);
        inserted.CopyTo(buffer, at);
        return length - removed + inserted.Length;
    }

    private sealed class CheckingSink : ITradeSink
    {
        public long Count { get; private set; }

        public void Add(MarketSlot slot, in Core.Trades.Trade trade)
        {
            Count++;
            var isPossible = trade.Price is > 0 and < PrintRules.Implausible && trade.Size is > 0 and < PrintRules.Implausible &&
                trade.Notional is > 0 and < PrintRules.Implausible && trade.UnixMs > 0 && trade.Count > 0 &&
                trade.Side != Core.Trades.AggressorSide.Unknown && slot.Instrument is not null;
            if (!isPossible)
            {
                Assert.Fail($"{slot.Market} {trade}");
            }
        }
    }
}
