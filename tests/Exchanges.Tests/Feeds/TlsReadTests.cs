using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>
/// What a connection rests on that waits after small reads: one read of TLS takes every whole record that has arrived, not one of them, or a venue
/// that sends a record a message would be read at one message a wait.
/// </summary>
public sealed class TlsReadTests
{
    private const int Records = 60;
    private const int RecordLength = 250;

    [Fact]
    public async Task A_read_takes_all_records_that_have_arrived()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        var accepting = listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var server = await accepting;
        using var certificate = Certificate();
        await using var venue = new SslStream(server.GetStream());
        await using var reading = new SslStream(client.GetStream(), false, (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString());
        await Task.WhenAll(
            venue.AuthenticateAsServerAsync(certificate),
            reading.AuthenticateAsClientAsync("localhost"));

        // A first byte takes whatever belongs to the handshake out of the way.
        await venue.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
        await reading.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
        for (var i = 0; i < Records; i++)
        {
            await venue.WriteAsync(new byte[RecordLength], TestContext.Current.CancellationToken);
        }

        using var patience = new CancellationTokenSource(FeedHarness.Patience);
        while (client.Available < Records * RecordLength)
        {
            await Task.Yield();
            patience.Token.ThrowIfCancellationRequested();
        }

        var received = Read(reading);

        Assert.True(received >= 50 * RecordLength, $"{received} bytes of {Records * RecordLength}");
    }

    // As a connection reads: blocking.
    private static int Read(SslStream stream) => stream.Read(new byte[64 * 1024].AsSpan());

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }
}
