using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>Where the service answers and how much at once. Section <c>Http</c>.</summary>
public sealed class HttpOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Http";

    /// <summary>Address to listen on; port 0 takes a free one.</summary>
    [Required]
    public string Url { get; set; } = "http://127.0.0.1:3000";

    /// <summary>Bars of one market that one answer holds at most.</summary>
    [Range(100, 10_000_000)]
    public int MaxBars { get; set; } = 100_000;

    /// <summary>Bars of all markets that one answer holds at most.</summary>
    [Range(100, 100_000_000)]
    public int MaxRows { get; set; } = 1_000_000;

    /// <summary>Readers of the event stream at once at most.</summary>
    [Range(1, 100_000)]
    public int MaxEventReaders { get; set; } = 200;
}
