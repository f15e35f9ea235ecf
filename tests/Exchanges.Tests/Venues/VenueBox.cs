using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using SqueezeFlow.Exchanges.Tests.Feeds;

namespace SqueezeFlow.Exchanges.Tests.Venues;

/// <summary>
/// A venue on loopback: answers what a collector sends by the venue's script and plays recorded frames on command.
/// </summary>
internal sealed class VenueBox : IAsyncDisposable
{
    private readonly ScriptedVenue _venue = new();
    private readonly VenueScript _script;
    private readonly HashSet<string> _refused;
    private readonly List<Task> _serving = [];

    public VenueBox(VenueScript script, params string[] refused) => (_script, _refused) = (script, [.. refused]);

    public Uri Address => _venue.Address;

    /// <summary>Texts of clients that nobody has waited for.</summary>
    private Channel<string> Heard { get; } = Channel.CreateUnbounded<string>();

    /// <summary>Waits for the next connection and answers everything that it sends from then on.</summary>
    public async Task<Peer> AcceptAsync()
    {
        var peer = await _venue.AcceptPeerAsync();
        _serving.Add(ServeAsync(peer));
        return peer;
    }

    /// <summary>Waits for a client text that contains some words.</summary>
    public async Task WaitToHearAsync(Func<string, bool> isMeant)
    {
        using var patience = new CancellationTokenSource(FeedHarness.Patience);
        while (!isMeant(await Heard.Reader.ReadAsync(patience.Token)))
        {
            // Something else was said before it.
        }
    }

    /// <summary>Sends a text as the venue does.</summary>
    public Task SendAsync(Peer peer, string text) =>
        _script.IsGzip ? peer.SendBinaryAsync(Gzip(Encoding.UTF8.GetBytes(text))) : peer.SendTextAsync(text);

    /// <summary>Sends a recorded frame.</summary>
    public static Task PlayAsync(Peer peer, byte[] frame) => peer.SendRawAsync(Framed(frame));

    /// <summary>A recorded frame as it goes over the wire.</summary>
    public static byte[] Framed(byte[] frame) =>
        Peer.Frame(frame.Length > 0 && frame[0] is (byte)'{' or (byte)'[' ? (byte)0x81 : (byte)0x82, frame);

    public async ValueTask DisposeAsync()
    {
        await _venue.DisposeAsync();
        await Task.WhenAll(_serving);
    }

    private async Task ServeAsync(Peer peer)
    {
        try
        {
            while (true)
            {
                var (first, text) = await peer.ReadAsync();
                if (text.Length > 0 && text[0] == '{')
                {
                    await AnswerAsync(peer, text);
                }
                else if (text == "ping")
                {
                    await peer.SendTextAsync("pong");
                }

                Heard.Writer.TryWrite(first == 0x89 ? "(ping)" : text);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client, or the test, has ended the connection.
        }
    }

    private async Task AnswerAsync(Peer peer, string text)
    {
        using var request = JsonDocument.Parse(text);
        foreach (var answer in _script.Answer(request.RootElement, _refused))
        {
            await SendAsync(peer, answer);
        }
    }

    private static byte[] Gzip(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return packed.ToArray();
    }
}
