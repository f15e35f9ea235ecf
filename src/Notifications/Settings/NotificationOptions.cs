using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Notifications.Settings;

/// <summary>What people are told, whatever the channel. Section <c>Notifications</c>.</summary>
public sealed class NotificationOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Notifications";

    /// <summary>Name of this service in messages; empty for the machine's.</summary>
    public string Instance { get; set; } = "";

    /// <summary>
    /// How long what comes and goes by itself (a feed, a gap, the readiness) must have stood before it is told, and be over before that is. Doubles with
    /// each return within an hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SettleAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time in which the same thing is not told again.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RepeatAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Length of a gap, in market time, from which it is told.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan GapsFrom { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Notices that wait for each channel at most; the oldest goes when one more comes.</summary>
    [Range(10, 100_000)]
    public int QueueCapacity { get; set; } = 1_000;

    /// <summary>How long a stop goes on sending what waits.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:04")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Texts by kind, with placeholders in braces, where they are not to be the usual ones.</summary>
    public Dictionary<string, string> Templates { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name in messages.</summary>
    internal string Source => Instance.Length > 0 ? Instance : Environment.MachineName;
}
