namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>What is known of one file of the spool. Belongs to a <see cref="SegmentList"/>, which guards what changes.</summary>
/// <param name="number">Its place in the order.</param>
/// <param name="path">Its file.</param>
internal sealed class Segment(long number, string path)
{
    private readonly HashSet<long> _damage = [];

    /// <summary>Its place in the order.</summary>
    public long Number => number;

    /// <summary>Its file.</summary>
    public string Path => path;

    /// <summary>Bytes of whole appends, the file's header included.</summary>
    public long Length { get; set; } = SegmentFolder.HeaderBytes;

    /// <summary>Where the oldest record begins that waits.</summary>
    public long Position { get; set; } = SegmentFolder.HeaderBytes;

    /// <summary>Records that wait.</summary>
    public long Records { get; set; }

    /// <summary>Points that wait.</summary>
    public long Points { get; set; }

    /// <summary>Wall time at which the oldest record that waits was appended, as far as is known.</summary>
    public long OldestUnixMs { get; set; }

    /// <summary>Whether nothing is appended any more.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Who works on it.</summary>
    public SegmentUse Use { get; set; }

    /// <summary>Whether anything in it waits.</summary>
    public bool IsPending => Position < Length;

    /// <summary>Notes a stretch that cannot be read, by its beginning; false when it is known. For one caller.</summary>
    public bool NoteDamage(long at) => _damage.Add(at);
}

/// <summary>Who works on a segment.</summary>
internal enum SegmentUse
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>A batch of it is being sent.</summary>
    Sending,

    /// <summary>It is about to be dropped.</summary>
    Dropping,
}
