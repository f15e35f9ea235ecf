using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Storage.Spool;

/// <summary>Where batches wait for the store, and how much of them. Section <c>Spool</c>.</summary>
public sealed class SpoolOptions : IValidatableObject
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Spool";

    private const int LeastSegments = 4;

    /// <summary>Folder of the spool, created when missing; one process at a time may use it. Empty for <c>spool</c> below <c>Data:Directory</c>.</summary>
    public string Directory { get; set; } = "";

    /// <summary>Most bytes of what waits on disk; beyond it the oldest segment is dropped. Dead letters do not count.</summary>
    [Range(262_144L, long.MaxValue)]
    public long MaxBytes { get; set; } = 2L << 30;

    /// <summary>Bytes from which a segment is closed and the next one begins.</summary>
    [Range(65_536, 1 << 30)]
    public int SegmentBytes { get; set; } = 16 << 20;

    /// <summary>Points up to which neighbouring batches of one policy are sent as one; longer batches are sent in parts, unless their points belong together.</summary>
    [Range(1, 1_000_000)]
    public int MaxBatchPoints { get; set; } = 5_000;

    /// <summary>Time between two calls that bring what was appended through to the disk: what a power cut may cost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan SyncInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Most bytes of refused lines that are kept; beyond it their oldest file is deleted.</summary>
    [Range(65_536L, long.MaxValue)]
    public long DeadLetterMaxBytes { get; set; } = 64L << 20;

    /// <summary>How long a stop goes on sending; the rest stays on disk for the next start.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxBytes < (long)LeastSegments * SegmentBytes)
        {
            yield return new($"must be {LeastSegments} times Spool:SegmentBytes ({SegmentBytes}) or greater", [nameof(MaxBytes)]);
        }
    }
}
