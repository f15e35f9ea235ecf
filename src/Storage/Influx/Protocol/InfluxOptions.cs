using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Storage.Influx.Protocol;

/// <summary>The InfluxDB 1.8 that keeps bars, ledger, gaps, open interest and the points of signals. Section <c>Influx</c>.</summary>
public sealed class InfluxOptions : IValidatableObject
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Influx";

    /// <summary>Host of the server; empty to store in the embedded file.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port of the server.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 8086;

    /// <summary>Name of the database, created when missing.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = DatabaseRule)]
    [RegularExpression(@"[^/\p{C}]+", ErrorMessage = DatabaseRule)]
    public string Database { get; set; } = "significant_trades";

    /// <summary>User of the server; empty where it asks for none.</summary>
    public string Username { get; set; } = "";

    /// <summary>Password of the server; empty where it asks for none.</summary>
    public string Password { get; set; } = "";

    /// <summary>Time without a word of the server after which a call is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Which policies and measurements hold bars: the service's own, or those of aggr-server where its data is to be read on.</summary>
    [EnumDataType(typeof(InfluxLayout), ErrorMessage = "expected Standard or Collector")]
    public InfluxLayout Layout { get; set; } = InfluxLayout.Standard;

    /// <summary>Whether lines are sent packed: for a server behind a slow network; on one machine it costs more than it gives.</summary>
    public bool Gzip { get; set; }

    /// <summary>
    /// How long bars and records are kept, where it is not as long as usual: by the length of the bars (<c>1s</c>, <c>5m</c>), by <c>ledger</c> and by
    /// <c>30_days</c>; <c>7d</c>, <c>8760h</c>, or <c>INF</c> for ever.
    /// </summary>
    public Dictionary<string, string> Retention { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Bars of each length that the layout <c>Collector</c> keeps.</summary>
    [Range(100, 10_000_000)]
    public int RetentionBars { get; set; } = 5_000;

    /// <summary>What the names of the policies of bars begin with.</summary>
    [RegularExpression(@"[A-Za-z0-9_]+", ErrorMessage = "expected letters, digits and underscores, e.g. aggr_")]
    public string RetentionPrefix { get; set; } = "aggr_";

    private const string DatabaseRule = "expected a name without a slash, e.g. significant_trades";

    /// <summary>Where it answers.</summary>
    internal Uri Address => new UriBuilder(Uri.UriSchemeHttp, Host, Port).Uri;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Host.Length > 0 && Uri.CheckHostName(Host) == UriHostNameType.Unknown)
        {
            yield return new("expected a host name or address alone, e.g. aggr-influx; the port goes to Influx:Port", [nameof(Host)]);
        }

        // The official client sends both in one header, as they are.
        if (Username.Any(c => !IsPlain(c) || c == ':'))
        {
            yield return new("expected ASCII characters without spaces and colons", [nameof(Username)]);
        }

        if (!Password.All(IsPlain))
        {
            yield return new("expected ASCII characters without spaces", [nameof(Password)]);
        }
    }

    /// <summary>Host and port; never the password.</summary>
    public override string ToString() => $"{Host}:{Port}";

    private static bool IsPlain(char c) => c is > ' ' and < (char)127;
}
