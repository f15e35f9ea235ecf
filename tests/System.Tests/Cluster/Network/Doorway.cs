using System.Net;
using System.Net.Sockets;

namespace SqueezeFlow.SystemTests.Cluster.Network;

/// <summary>
/// Lets a server that listens on loopback be reached at another address. A client that has taken nothing for some seconds is given up, as venues and servers do: a
/// server of a test waits for its slowest client, and a client behind a cut takes nothing.
/// </summary>
internal sealed class Doorway : IAsyncDisposable
{
    // TCP_USER_TIMEOUT of Linux: milliseconds for which what was sent may stay without an answer.
    private const int UserTimeout = 18;
    private const int PatienceMs = 8_000;

    private readonly TcpListener _listener;
    private readonly int _serverPort;
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _calls = [];
    private readonly Task _accepting;

    private Doorway(IPAddress address, int serverPort)
    {
        _serverPort = serverPort;
        _listener = new(address, 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public static Doorway Open(IPAddress address, int serverPort) => new(address, serverPort);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        await Task.WhenAll(_calls);
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
                _calls.RemoveAll(call => call.IsCompleted);
                _calls.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            try
            {
                client.NoDelay = true;
                client.Client.SetRawSocketOption((int)SocketOptionLevel.Tcp, UserTimeout, BitConverter.GetBytes(PatienceMs));
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
                Task[] ways = [PassAsync(client.Client, server.Client), PassAsync(server.Client, client.Client)];
                await await Task.WhenAny(ways[0], ways[1]);
                await Task.WhenAll(ways).WaitAsync(TimeSpan.FromSeconds(2), _end.Token);
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException or TimeoutException)
            {
                // One of both has gone; closing the connection tells the other.
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var read)
        {
            await to.SendAsync(buffer.AsMemory(0, read), _end.Token);
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
