using System.Text;
using SqueezeFlow.Exchanges.Feeds.Wire;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

public sealed class FrameReaderTests
{
    private const int LongestMessage = 200_000;

    [Fact]
    public void Messages_do_not_depend_on_how_the_bytes_arrive()
    {
        var random = new Random(1);
        var messages = Enumerable.Range(0, 300).Select(i => new string((char)('a' + (i % 26)), random.Next(i % 10 == 0 ? 100_000 : 300))).ToArray();
        byte[] bytes = [.. messages.SelectMany(message => Framed(message, random))];

        var seen = Read(bytes, random);

        Assert.Equal(messages, seen);
    }

    [Fact]
    public void A_message_of_any_length_above_the_limit_is_passed_over()
    {
        byte[] bytes =
        [
            .. Peer.Frame(0x81, new byte[LongestMessage + 1]),
            .. Peer.Frame(0x01, new byte[LongestMessage]),
            .. Peer.Frame(0x00, new byte[1]),
            .. Peer.Frame(0x89, []),
            .. Peer.Frame(0x80, new byte[LongestMessage]),
            .. Peer.Frame(0x81, new byte[LongestMessage]),
            .. Peer.Frame(0x81, "end"u8.ToArray()),
        ];

        var seen = Read(bytes, new Random(2));

        Assert.Equal(["Oversize", "Ping", "Oversize", new string('\0', LongestMessage), "end"], seen);
    }

    [Fact]
    public void Random_bytes_never_throw_and_never_take_more_than_bounded_memory()
    {
        var random = new Random(3);
        var bytes = new byte[600];

        for (var run = 0; run < 20_000; run++)
        {
            random.NextBytes(bytes);
            var reader = new FrameReader(1_000);
            var offset = 0;
            WireEvent kind;
            do
            {
                offset += Fill(reader, bytes.AsSpan(offset), random.Next(1, 200));
                do
                {
                    kind = reader.Next(out _);
                }
                while (kind is not (WireEvent.NeedMore or WireEvent.Violation));
            }
            while (kind != WireEvent.Violation && offset < bytes.Length);

            Assert.True(reader.GetFreeSpace().Length <= 128 * 1024);
        }
    }

    private static IEnumerable<byte> Framed(string message, Random random)
    {
        var bytes = Encoding.ASCII.GetBytes(message);
        if (random.Next(3) > 0)
        {
            return Peer.Frame(0x81, bytes);
        }

        var cut = random.Next(bytes.Length + 1);
        return Peer.Frame(0x01, bytes[..cut]).Concat(Peer.Frame(0x80, bytes[cut..]));
    }

    private static List<string> Read(byte[] bytes, Random random)
    {
        var reader = new FrameReader(LongestMessage);
        var seen = new List<string>();
        for (var offset = 0; offset < bytes.Length;)
        {
            offset += Fill(reader, bytes.AsSpan(offset), random.Next(1, 5_000));
            WireEvent kind;
            while ((kind = reader.Next(out var payload)) != WireEvent.NeedMore)
            {
                seen.Add(kind == WireEvent.Message ? Encoding.ASCII.GetString(payload) : kind.ToString());
            }
        }

        return seen;
    }

    private static int Fill(FrameReader reader, ReadOnlySpan<byte> bytes, int most)
    {
        var space = reader.GetFreeSpace();
        var count = Math.Min(Math.Min(most, space.Length), bytes.Length);
        bytes[..count].CopyTo(space.Span);
        reader.Advance(count);
        return count;
    }
}
