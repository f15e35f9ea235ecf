using System.ComponentModel.DataAnnotations;
using SqueezeFlow.Core.Notices;

namespace SqueezeFlow.Notifications.Settings;

/// <summary>What every channel can be told.</summary>
public abstract class ChannelOptions
{
    /// <summary>Whether the channel is used.</summary>
    public bool Enabled { get; set; }

    /// <summary>Notices below this are not told here.</summary>
    [EnumDataType(typeof(NoticeSeverity), ErrorMessage = "expected Info, Warning or Critical")]
    public NoticeSeverity MinSeverity { get; set; } = NoticeSeverity.Info;

    /// <summary>Kinds that are not told here, comma separated.</summary>
    public string Exclude { get; set; } = "";

    /// <summary>Messages in any minute at most; what comes faster is bundled by kind.</summary>
    [Range(1, 600)]
    public int MaxPerMinute { get; set; } = 20;

    /// <summary>Time until an attempt is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Repetitions of a message that could not be delivered, with growing waits, before it is given up.</summary>
    [Range(0, 50)]
    public int Retries { get; set; } = 8;

    /// <summary>The names of <see cref="Exclude"/>.</summary>
    internal string[] ExcludedNames => Exclude.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether a kind is told here.</summary>
    internal bool Wants(NoticeKind kind) => kind.Rank >= MinSeverity && !ExcludedNames.Contains(kind.Name, StringComparer.OrdinalIgnoreCase);
}
