using System.Buffers.Binary;
using System.IO.Compression;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>Unpacks gzip messages into the session's scratch room.</summary>
internal static class GzipText
{
    private const int Longest = 16 * 1024 * 1024;
    private const int LeastGzip = 18;

    /// <summary>Whether a message begins as gzip does; venues that send gzip are shown unpacked in some recordings.</summary>
    public static bool IsOne(ReadOnlySpan<byte> frame) => frame is [0x1F, 0x8B, ..];

    /// <summary>The text of a message; false when it is no whole gzip member, or longer than 16 MiB. Valid until the next call.</summary>
    public static bool TryUnpack(ReadOnlySpan<byte> frame, FeedSession session, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (frame.Length < LeastGzip)
        {
            return false;
        }

        // The last four bytes tell the length; the stream itself takes a cut message for a short one.
        var length = BinaryPrimitives.ReadUInt32LittleEndian(frame[^4..]);
        if (length > Longest)
        {
            return false;
        }

        session.ReserveScratch(frame.Length + (int)length + 1);
        var scratch = session.Scratch;
        frame.CopyTo(scratch);
        try
        {
            using var packed = new MemoryStream(scratch, 0, frame.Length, writable: false);
            using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            var room = scratch.AsSpan(frame.Length, (int)length + 1);
            var read = unpacked.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
            text = room[..read];
            return read == length;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
