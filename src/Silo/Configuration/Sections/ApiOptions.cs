using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>Who is answered over HTTP. Section <c>Api</c>.</summary>
public sealed class ApiOptions : IValidatableObject
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Api";

    /// <summary>
    /// Key that every changing call carries (<c>X-Api-Key</c>), and every other one from another machine; empty: changes are taken from loopback only,
    /// and everybody who reaches the address may read unless <see cref="ReadKey"/> is set.
    /// </summary>
    public string Key { get; set; } = "";

    /// <summary>Key that lets other machines read and no more; empty: they need <see cref="Key"/>, when it is set.</summary>
    public string ReadKey { get; set; } = "";

    /// <summary>Host names, comma separated, by which the service is called; the address that a call came in on always counts.</summary>
    public string AllowedHosts { get; set; } = "localhost,127.0.0.1,[::1]";

    /// <summary>The names of <see cref="AllowedHosts"/>.</summary>
    public IReadOnlyList<string> Hosts() => AllowedHosts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Hosts().FirstOrDefault(name => name.Contains('/') || Uri.CheckHostName(new HostString(name).Host) == UriHostNameType.Unknown) is { } unusable)
        {
            yield return new($"expected host names or addresses, e.g. localhost,flow.example; '{unusable}' is none", [nameof(AllowedHosts)]);
        }

        if (ReadKey.Length > 0 && ReadKey == Key)
        {
            yield return new("expected another text than that of Api:Key, which may change things", [nameof(ReadKey)]);
        }
    }
}
