using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SqueezeFlow.TestSupport.Redis;

/// <summary>An authority of a test's own: certificates for a server on loopback, as files in a folder that goes with it.</summary>
public sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("squeezeflow-authority-");
    private readonly X509Certificate2 _authority;
    private int _issued;

    public TestAuthority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test Authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(Begin, End);
        File.WriteAllText(CaFile, _authority.ExportCertificatePem());
    }

    /// <summary>The authority's certificate.</summary>
    public string CaFile => Path.Combine(_folder.FullName, "ca.pem");

    /// <summary>A certificate and its key for a name, and for 127.0.0.1 where the name is <c>localhost</c>.</summary>
    public (string CertificateFile, string KeyFile) Issue(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, Begin, End, BitConverter.GetBytes(++_issued));
        var (certificateFile, keyFile) = (Path.Combine(_folder.FullName, $"{_issued}.pem"), Path.Combine(_folder.FullName, $"{_issued}.key"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificateFile, keyFile);
    }

    /// <summary>Options of a <c>redis-server</c> that encrypts on a port of its own.</summary>
    /// <param name="port">The port.</param>
    /// <param name="name">Name in its certificate.</param>
    /// <param name="asksForOne">Whether who connects must show a certificate of this authority.</param>
    public string[] RedisOptions(int port, string name = "localhost", string asksForOne = "no")
    {
        var (certificate, key) = Issue(name);
        return ["--tls-port", $"{port}", "--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file", CaFile, "--tls-auth-clients", asksForOne];
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }
}
