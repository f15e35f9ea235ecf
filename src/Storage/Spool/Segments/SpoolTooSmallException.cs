using System.Globalization;

namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>An append is larger than all that the spool may hold.</summary>
internal sealed class SpoolTooSmallException(long bytes, long most)
    : IOException(string.Create(
        CultureInfo.InvariantCulture,
        $"An append of {bytes} bytes is larger than the {most} that the spool takes at once; nothing of it was kept. Raise Spool:MaxBytes, or append less at once."));
