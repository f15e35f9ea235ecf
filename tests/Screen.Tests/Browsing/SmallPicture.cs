using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SqueezeFlow.Screen.Tests.Browsing;

/// <summary>A picture small enough to be committed: the same in few colours, packed as tightly as PNG can be.</summary>
internal static class SmallPicture
{
    private const int Colours = 96;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Makes it of a PNG as browsers take it: eight bits a channel, not interlaced.</summary>
    public static byte[] Of(byte[] png)
    {
        var (width, height, pixels) = Decode(png);
        var palette = pixels.CountBy(Rough).OrderByDescending(pair => pair.Value).Take(Colours).Select(pair => pair.Key).ToArray();
        Dictionary<int, byte> places = [];
        var rows = new byte[height * (width + 1)];
        for (var at = 0; at < pixels.Length; at++)
        {
            if (!places.TryGetValue(pixels[at], out var place))
            {
                places[pixels[at]] = place = Nearest(palette, pixels[at]);
            }

            rows[(at / width * (width + 1)) + 1 + (at % width)] = place;
        }

        var file = new MemoryStream();
        file.Write(Signature);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 3);
        Write(file, "IHDR", head);
        Write(file, "PLTE", [.. palette.SelectMany(colour => (byte[])[(byte)(colour >> 16), (byte)(colour >> 8), (byte)colour])]);
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        Write(file, "IDAT", packed.ToArray());
        Write(file, "IEND", []);
        return file.ToArray();
    }

    private static (int Width, int Height, int[] Pixels) Decode(byte[] png)
    {
        var (width, height, channels) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), png[25] == 6 ? 4 : 3);
        var packed = new MemoryStream();
        for (var at = Signature.Length; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (Encoding.ASCII.GetString(png, at + 4, 4) == "IDAT")
            {
                packed.Write(png, at + 8, length);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        var (before, row, pixels) = (new byte[width * channels], new byte[width * channels], new int[width * height]);
        for (var y = 0; y < height; y++)
        {
            var filter = zlib.ReadByte();
            zlib.ReadExactly(row);
            Unfilter(filter, row, before, channels);
            for (var x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = (row[x * channels] << 16) | (row[(x * channels) + 1] << 8) | row[(x * channels) + 2];
            }

            (before, row) = (row, before);
        }

        return (width, height, pixels);
    }

    private static void Unfilter(int filter, byte[] row, byte[] before, int channels)
    {
        for (var at = 0; at < row.Length; at++)
        {
            var (left, up, corner) = (at < channels ? 0 : row[at - channels], (int)before[at], at < channels ? 0 : before[at - channels]);
            row[at] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (toLeft, toUp, toCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    // Shades that nobody tells apart are one.
    private static int Rough(int colour) => (colour & 0xf8f8f8) | ((colour >> 5) & 0x070707);

    private static byte Nearest(int[] palette, int colour)
    {
        static int Part(int one, int other, int shift)
        {
            var difference = ((one >> shift) & 0xff) - ((other >> shift) & 0xff);
            return difference * difference;
        }

        return (byte)Array.IndexOf(palette, palette.MinBy(one => Part(one, colour, 16) + Part(one, colour, 8) + Part(one, colour, 0)));
    }

    private static void Write(MemoryStream file, string name, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Check(body));
        file.Write(number);
    }

    private static uint Check(byte[] data)
    {
        var check = uint.MaxValue;
        foreach (var one in data)
        {
            check ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                check = (check >> 1) ^ ((check & 1) == 1 ? 0xedb88320 : 0);
            }
        }

        return ~check;
    }
}
