using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>Whether signals from outside are taken. Section <c>Signals:External</c>.</summary>
public sealed class ExternalSignalOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Signals:External";

    /// <summary>Whether they are: each may open or close a position.</summary>
    public bool Enabled { get; set; }

    /// <summary>Signals taken within a minute at most, repeated ones included; 0 for no limit.</summary>
    [Range(0, 100_000)]
    public int MaxPerMinute { get; set; } = 60;
}
