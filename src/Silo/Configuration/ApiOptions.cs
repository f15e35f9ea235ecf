namespace SqueezeFlow.Silo.Configuration;

/// <summary>Who may change something over HTTP. Section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Api";

    /// <summary>Key that every changing call must carry (<c>X-Api-Key</c>); empty: such calls are taken from loopback only.</summary>
    public string Key { get; set; } = "";

    /// <summary>Host names, comma separated, under which changing calls are taken.</summary>
    public string AllowedHosts { get; set; } = "localhost,127.0.0.1,[::1]";
}
