using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SqueezeFlow.TestSupport.Influx;

/// <summary>
/// Stands before a server that is older than 1.8 and has no <c>/api/v2/write</c>: such a call becomes one of <c>/write</c>, all else passes as it is, byte by
/// byte. A server that is slow, frozen or gone looks so through it. One call a connection.
/// </summary>
public sealed class WritePathTranslator : IAsyncDisposable
{
    private const int MostHead = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<int, Task> _calls = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private int _count;

    private WritePathTranslator(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Calls of <c>/api/v2/write</c> so far.</summary>
    public int Writes { get; private set; }

    public static WritePathTranslator Start(int serverPort) => new(serverPort);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        await Task.WhenAll(_calls.Values);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                var id = _count++;
                _calls[id] = Task.Run(() => ServeAsync(client, id));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, int id)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await PassAsync(client, server);
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of both has gone; closing the connection tells the other.
            }
        }

        _calls.TryRemove(id, out _);
    }

    private async Task PassAsync(TcpClient client, TcpClient server)
    {
        var from = client.GetStream();
        var (head, after) = await ReadHeadAsync(from);
        if (head is null)
        {
            return;
        }

        if (WritePathHead.IsWrite(head))
        {
            Writes++;
        }

        await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
        var to = server.GetStream();
        await to.WriteAsync(WritePathHead.Translate(head), _end.Token);
        await to.WriteAsync(after, _end.Token);
        Task[] ways = [from.CopyToAsync(to, _end.Token), to.CopyToAsync(from, _end.Token)];
        var first = await Task.WhenAny(ways);
        client.Close();
        server.Close();
        await Task.WhenAll(ways);
        await first;
    }

    private async Task<(string? Head, ReadOnlyMemory<byte> After)> ReadHeadAsync(NetworkStream from)
    {
        var buffer = new byte[MostHead];
        var count = 0;
        while (count < buffer.Length)
        {
            var read = await from.ReadAsync(buffer.AsMemory(count), _end.Token);
            if (read == 0)
            {
                break;
            }

            count += read;
            if (buffer.AsSpan(0, count).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                return (System.Text.Encoding.Latin1.GetString(buffer, 0, end + 2), buffer.AsMemory(end + 4, count - end - 4));
            }
        }

        return (null, default);
    }
}
