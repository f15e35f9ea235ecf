using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Exchanges.Rest.Requests;

/// <summary>How venues are asked. Section <c>Feeds:Rest</c>.</summary>
public sealed class RestOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Feeds:Rest";

    /// <summary>Folder where instrument lists are kept for the time a venue does not answer; by default <c>instruments</c> under <c>Data:Directory</c>.</summary>
    [Required]
    public string CacheDirectory { get; set; } = Path.Combine("data", "instruments");

    /// <summary>Time for one answer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Repetitions after an answer that was none, or 5xx. What a venue refuses for want of room is waited for and does not count.</summary>
    [Range(1, 10)]
    public int Retries { get; set; } = 4;
}
