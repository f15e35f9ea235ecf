using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>Whom an encrypted connection to Redis trusts, and why it did not. Safe for concurrent use.</summary>
/// <param name="options">Names the files.</param>
internal sealed class RedisCertificates(RedisOptions options)
{
    private readonly X509Certificate2Collection? _authorities = AuthoritiesOf(options);

    /// <summary>Why the last certificate was refused, in words; null when none was.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The authorities that are trusted in place of the system's; null for those.</summary>
    public static X509Certificate2Collection? AuthoritiesOf(RedisOptions options)
    {
        if (options.TlsCaFile.Length == 0)
        {
            return null;
        }

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(options.TlsCaFile);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("it holds no certificate");
    }

    /// <summary>The certificate that is shown to the server; null where none is.</summary>
    public static X509Certificate2? OwnOf(RedisOptions options) => options.TlsCertificateFile.Length == 0
        ? null
        : X509Certificate2.CreateFromPemFile(options.TlsCertificateFile, options.TlsKeyFile.Length > 0 ? options.TlsKeyFile : null);

    /// <summary>Whether a server's certificate is good: the right name, in time, and issued by somebody who is trusted.</summary>
    public bool IsGood(X509Certificate? shown, X509Chain? given, SslPolicyErrors errors)
    {
        Refusal = RefusalOf(shown, given, errors);
        return Refusal is null;
    }

    private string? RefusalOf(X509Certificate? shown, X509Chain? given, SslPolicyErrors errors)
    {
        if (shown is not X509Certificate2 certificate || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "it shows no certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"its certificate is for another name ({certificate.Subject})";
        }

        if (errors == SslPolicyErrors.None && _authorities is null)
        {
            return null;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ExtraStore.AddRange(given?.ChainPolicy.ExtraStore ?? []);
        if (_authorities is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        }

        return chain.Build(certificate)
            ? null
            : $"its certificate is not trusted: {string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation.TrimEnd('.', ' ')).Distinct())}";
    }
}
