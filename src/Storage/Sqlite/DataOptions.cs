using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace SqueezeFlow.Storage.Sqlite;

/// <summary>Where the embedded store lives and how much it keeps. Section <c>Data</c>.</summary>
public sealed class DataOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Data";

    /// <summary>Folder of the database, created when missing; one process at a time may use it. Relative to the working directory.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Data:Directory is empty: name a folder, e.g. data.")]
    public string Directory { get; set; } = "data";

    /// <summary>
    /// Most processes that share <see cref="Directory"/>: each takes the first of the folders <c>1</c>, <c>2</c>, … below it that no other uses, and with it what
    /// a former one has left there. 0: the folder itself is one process's.
    /// </summary>
    [Range(0, 1000, ErrorMessage = "Data:Slots must lie between 0 and 1000.")]
    public int Slots { get; set; }

    /// <summary>Age (market time) at which one-second bars are deleted, and ten-second bars, these not before 24 h.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "3650.00:00:00", ErrorMessage = "Data:SecondBarRetention must lie between 00:05:00 and 3650.00:00:00.")]
    public TimeSpan SecondBarRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Most bytes of the database file, 0 for no cap. From nine tenths of it the oldest one-second bars are deleted before
    /// their time; at the cap itself writes fail. Files do not shrink: freed space is used again.
    /// </summary>
    [Range(0L, long.MaxValue, ErrorMessage = "Data:MaxFileBytes must be 0 (no cap) or greater.")]
    public long MaxFileBytes { get; set; } = 20L << 30;

    /// <summary>How long a call waits while another program holds the database locked.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "Data:BusyTimeout must lie between 00:00:00 and 00:01:00.")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Most calls that read at the same time.</summary>
    [Range(1, 64, ErrorMessage = "Data:Readers must lie between 1 and 64.")]
    public int Readers { get; set; } = 4;
}

[OptionsValidator]
internal sealed partial class DataOptionsValidator : IValidateOptions<DataOptions>;
