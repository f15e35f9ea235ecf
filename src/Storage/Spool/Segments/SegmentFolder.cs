using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using SqueezeFlow.Storage.Files;

namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>The files of the segments: their names, how they begin, how they come and go.</summary>
/// <param name="path">The folder.</param>
/// <param name="journal">Is told what could not be deleted.</param>
internal sealed class SegmentFolder(string path, SpoolJournal journal)
{
    /// <summary>Bytes before the first record.</summary>
    public const int HeaderBytes = 12;

    private const int Version = 1;
    private const string Extension = ".spool";

    private static ReadOnlySpan<byte> Magic => "SQFSPOOL"u8;

    /// <summary>The folder.</summary>
    public string FullPath => path;

    /// <summary>File of a segment.</summary>
    public string PathOf(long number) => Path.Combine(path, number.ToString("D12", CultureInfo.InvariantCulture) + Extension);

    /// <summary>Segments that are there, in order.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public IReadOnlyList<Segment> List() =>
    [
        .. from file in Directory.EnumerateFiles(path, "*" + Extension)
           let number = NumberOf(file)
           where number > 0
           orderby number
           select new Segment(number, file),
    ];

    /// <summary>Creates the file of a segment, which must not be there, and opens it for appending.</summary>
    /// <exception cref="IOException">It cannot be created; nothing of it stays.</exception>
    public SafeFileHandle Create(Segment segment)
    {
        var file = File.OpenHandle(segment.Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        try
        {
            Span<byte> header = stackalloc byte[HeaderBytes];
            Magic.CopyTo(header);
            BinaryPrimitives.WriteInt32LittleEndian(header[Magic.Length..], Version);
            RandomAccess.Write(file, header, 0);
            return file;
        }
        catch
        {
            file.Dispose();
            Delete(segment);
            throw;
        }
    }

    /// <summary>Whether a file begins as a segment does.</summary>
    /// <exception cref="IOException">A newer version of this program has written it.</exception>
    public static bool IsSegment(ReadOnlySpan<byte> header, string file)
    {
        if (header.Length < HeaderBytes || !header.StartsWith(Magic))
        {
            return false;
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(header[Magic.Length..]);
        return version <= Version
            ? version > 0
            : throw new IOException($"{file}: this segment of the spool has version {version}, this program knows up to {Version}. Run the newer program, or move the file aside.");
    }

    /// <summary>Deletes the file of a segment. One that cannot be deleted is counted, and sent again after the next start.</summary>
    public void Delete(Segment segment)
    {
        try
        {
            File.Delete(segment.Path);
        }
        catch (Exception failure) when (DiskFault.IsCause(failure))
        {
            journal.DiskFailed(failure);
        }
    }

    // 0 for a file that is none of ours.
    private static long NumberOf(string file) =>
        long.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
