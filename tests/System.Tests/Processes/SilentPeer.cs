using System.Net;
using System.Net.Sockets;

namespace SqueezeFlow.SystemTests.Processes;

/// <summary>A peer on loopback to which every connection succeeds and which never says a word: the system accepts, nobody reads.</summary>
internal sealed class SilentPeer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentPeer() => _listener.Start(512);

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose() => _listener.Dispose();
}
