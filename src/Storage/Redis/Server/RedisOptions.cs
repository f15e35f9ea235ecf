using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>The server on which signals are published for other programs, and in which the processes of a cluster meet. Section <c>Redis</c>.</summary>
public sealed class RedisOptions : IValidatableObject
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Redis";

    /// <summary>Host of the server; empty for none.</summary>
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

    /// <summary>Whether the connection is encrypted, and the server's certificate looked at.</summary>
    public bool Tls { get; set; }

    /// <summary>File with the certificates (PEM) of the authorities that are trusted; empty for those of the system.</summary>
    public string TlsCaFile { get; set; } = "";

    /// <summary>Name that the server's certificate bears; empty for <see cref="Host"/>.</summary>
    public string TlsName { get; set; } = "";

    /// <summary>File with the certificate (PEM) that is shown to the server; empty where it asks for none.</summary>
    public string TlsCertificateFile { get; set; } = "";

    /// <summary>File with the key (PEM) of that certificate; empty when it stands in the same file.</summary>
    public string TlsKeyFile { get; set; } = "";

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

        (string Name, string File)[] files = [(nameof(TlsCaFile), TlsCaFile), (nameof(TlsCertificateFile), TlsCertificateFile), (nameof(TlsKeyFile), TlsKeyFile)];
        foreach (var (name, file) in files.Where(named => named.File.Length > 0))
        {
            if (!Tls)
            {
                yield return new("set Redis:Tls to true, or remove it: without it nothing is encrypted", [name]);
            }
            else if (!File.Exists(file))
            {
                yield return new("name a readable file (PEM)", [name]);
            }
        }

        if (Tls && files.All(named => named.File.Length == 0 || File.Exists(named.File)))
        {
            foreach (var problem in Certificates())
            {
                yield return problem;
            }
        }
    }

    /// <summary>Host and port; never the password.</summary>
    public override string ToString() => $"{Host}:{Port}";

    private List<ValidationResult> Certificates()
    {
        List<ValidationResult> problems = [];
        Try(nameof(TlsCaFile), () => RedisCertificates.AuthoritiesOf(this));
        Try(nameof(TlsCertificateFile), () => RedisCertificates.OwnOf(this));
        return problems;

        void Try(string name, Action read)
        {
            try
            {
                read();
            }
            catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
            {
                problems.Add(new($"name a readable file with certificates in PEM ({failure.Message.TrimEnd('.')})", [name]));
            }
        }
    }
}
