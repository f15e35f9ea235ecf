using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>Where signals are published for other programs. Section <c>Redis</c>.</summary>
public sealed class RedisOptions : IValidatableObject
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Redis";

    /// <summary>Host of the server; empty to publish nowhere.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port of the server.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 6379;

    /// <summary>Number of the database on the server.</summary>
    [Range(0, 65_535)]
    public int Database { get; set; }

    /// <summary>User of the server; empty for its default user.</summary>
    public string Username { get; set; } = "";

    /// <summary>Password of the server; empty where it asks for none.</summary>
    public string Password { get; set; } = "";

    /// <summary>What the names of all keys and channels begin with, before a colon.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = Prefix)]
    [RegularExpression(@"[^\s\p{C}]+", ErrorMessage = Prefix)]
    public string KeyPrefix { get; set; } = "squeezeflow";

    /// <summary>Time until connecting, or a call, is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long nothing is tried after five failures in a row.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(30);

    private const string Prefix = "expected a name without spaces, e.g. squeezeflow";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Host.Length > 0 && Uri.CheckHostName(Host) == UriHostNameType.Unknown)
        {
            yield return new("expected a host name or address alone, e.g. redis; the port goes to Redis:Port", [nameof(Host)]);
        }
    }

    /// <summary>Host and port; never the password.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
