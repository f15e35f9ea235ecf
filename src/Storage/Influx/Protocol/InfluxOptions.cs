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
    }

    /// <summary>Host and port; never the password.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
