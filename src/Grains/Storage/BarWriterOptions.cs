using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Grains.Storage;

/// <summary>How bars go to their store. Section <c>BarWriter</c>.</summary>
public sealed class BarWriterOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "BarWriter";

    /// <summary>Wall time between transactions.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Rows held at most while the store cannot take them; the oldest one-second bars go first, and are counted.</summary>
    [Range(10_000, 100_000_000)]
    public int Capacity { get; set; } = 1_000_000;
}
