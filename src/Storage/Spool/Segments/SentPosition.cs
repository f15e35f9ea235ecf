using System.Buffers.Binary;
using SqueezeFlow.Storage.Files;
using SqueezeFlow.Storage.Spool.Records;

namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>Up to where everything was sent.</summary>
/// <param name="Number">Number of the segment; those before it are done.</param>
/// <param name="Offset">Bytes of it that are done.</param>
internal readonly record struct SentPosition(long Number, long Offset)
{
    private const string FileName = "position";
    private const int Bytes = 20;

    /// <summary>
    /// Reads what an earlier run noted. A note that is missing or torn is none: what was sent of the oldest segment is then sent once more, which does no harm.
    /// </summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SentPosition Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path) || File.ReadAllBytes(path) is not { Length: Bytes } note)
        {
            return default;
        }

        var isWhole = Crc32C.Of(note.AsSpan(0, Bytes - sizeof(uint))) == BinaryPrimitives.ReadUInt32LittleEndian(note.AsSpan(Bytes - sizeof(uint)));
        return isWhole ? new(BinaryPrimitives.ReadInt64LittleEndian(note), BinaryPrimitives.ReadInt64LittleEndian(note.AsSpan(sizeof(long)))) : default;
    }

    /// <summary>Notes it in place of the last one, whole or not at all.</summary>
    /// <returns>Why it could not be noted; null when it was.</returns>
    public Exception? Write(string folder)
    {
        var path = Path.Combine(folder, FileName);
        Span<byte> note = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(note, Number);
        BinaryPrimitives.WriteInt64LittleEndian(note[sizeof(long)..], Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(note[(Bytes - sizeof(uint))..], Crc32C.Of(note[..(Bytes - sizeof(uint))]));
        try
        {
            File.WriteAllBytes(path + ".new", note);
            File.Move(path + ".new", path, overwrite: true);
            return null;
        }
        catch (Exception failure) when (DiskFault.IsCause(failure))
        {
            return failure;
        }
    }
}
