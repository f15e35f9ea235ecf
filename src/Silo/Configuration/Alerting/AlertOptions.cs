using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Silo.Configuration.Alerting;

/// <summary>What is watched, and when it is told. Section <c>Alerts</c>.</summary>
public sealed class AlertOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Alerts";

    /// <summary>Whether anything is watched.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Time after an alert in which the same one is not raised again, where its rule says nothing else.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Quiet { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Rules by name, besides the usual ones or in place of them; <c>off</c> takes one away.</summary>
    public Dictionary<string, string> Rules { get; set; } = new(StringComparer.OrdinalIgnoreCase);
}
