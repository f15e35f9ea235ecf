using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>A venue on loopback that does what a test tells it, down to the bytes of a frame.</summary>
internal sealed class ScriptedVenue : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<Peer> _peers = Channel.CreateUnbounded<Peer>();
    private readonly CancellationTokenSource _end = new();
    private readonly List<Peer> _all = [];
    private readonly Task _accepting;

    public ScriptedVenue()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/ws");

    /// <summary>What to answer instead of a good handshake; null for a good one.</summary>
    public string? Answer { get; set; }

    /// <summary>The next connection, after the handshake.</summary>
    public Task<Peer> AcceptPeerAsync() => _peers.Reader.ReadAsync().AsTask().WaitAsync(FeedHarness.Patience);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _all.ForEach(peer => peer.Dispose());

        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                var peer = new Peer(client);

                // Held here as well: a test that lets go of its peer must not have the collector close the socket.
                _all.Add(peer);
                await peer.ShakeHandsAsync(Answer);
                await _peers.Writer.WriteAsync(peer);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or InvalidOperationException)
        {
            _peers.Writer.TryComplete();
        }
    }
}

/// <summary>The venue's end of one connection.</summary>
internal sealed class Peer(TcpClient client) : IDisposable
{
    private readonly NetworkStream _stream = client.GetStream();

    public async Task ShakeHandsAsync(string? answer)
    {
        var request = new StringBuilder();
        var letter = new byte[1];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(letter);
            request.Append((char)letter[0]);
        }

        var key = request.ToString().Split("\r\n").First(line => line.StartsWith("Sec-WebSocket-Key: ", StringComparison.Ordinal))[19..];
        var accept = AcceptOf(key);
        await SendRawAsync(Encoding.ASCII.GetBytes(
            answer ?? $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
    }

    public async Task SendRawAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    public Task SendBinaryAsync(byte[] bytes) => SendRawAsync(Frame(0x82, bytes));

    public Task SendTextAsync(string text) => SendRawAsync(Frame(0x81, Encoding.UTF8.GetBytes(text)));

    /// <summary>Reads one frame of the client: must be masked.</summary>
    public async Task<(int First, string Text)> ReadAsync()
    {
        using var patience = new CancellationTokenSource(FeedHarness.Patience);
        var head = await ExactlyAsync(2, patience.Token);
        Assert.True((head[1] & 0x80) != 0, "A client's frame must be masked");
        var length = head[1] & 0x7F;
        if (length == 126)
        {
            var more = await ExactlyAsync(2, patience.Token);
            length = (more[0] << 8) | more[1];
        }

        var mask = await ExactlyAsync(4, patience.Token);
        var payload = await ExactlyAsync(length, patience.Token);
        return (head[0], Encoding.UTF8.GetString([.. payload.Select((value, i) => (byte)(value ^ mask[i % 4]))]));
    }

    /// <summary>Reads texts of the client until one contains some words.</summary>
    public async Task<string> ReadUntilAsync(string words)
    {
        while (true)
        {
            if ((await ReadAsync()).Text is var text && text.Contains(words, StringComparison.Ordinal))
            {
                return text;
            }
        }
    }

    /// <summary>Reads until the collector closes the connection.</summary>
    public async Task WaitForEndAsync()
    {
        using var patience = new CancellationTokenSource(FeedHarness.Patience);
        var rest = new byte[1024];
        try
        {
            while (await _stream.ReadAsync(rest, patience.Token) > 0)
            {
                // Whatever it still says on the way out.
            }
        }
        catch (IOException)
        {
            // Closed without a farewell is closed too.
        }
    }

    /// <summary>Ends the connection with a closing frame.</summary>
    public async Task CloseAsync(ushort status)
    {
        await SendRawAsync(Frame(0x88, [(byte)(status >> 8), (byte)status]));
        Dispose();
    }

    public void Dispose() => client.Dispose();

    internal static byte[] Frame(byte first, byte[] payload) => payload.Length switch
    {
        < 126 => [first, (byte)payload.Length, .. payload],
        <= ushort.MaxValue => [first, 126, (byte)(payload.Length >> 8), (byte)payload.Length, .. payload],
        _ => [first, 127, 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, .. payload],
    };

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 prescribes SHA-1.")]
    private static string AcceptOf(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));

    private async Task<byte[]> ExactlyAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
