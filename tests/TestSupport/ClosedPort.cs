using System.Net;
using System.Net.Sockets;

namespace SqueezeFlow.TestSupport;

/// <summary>A port of loopback that refuses every connection as long as it is held: nobody else can take it meanwhile.</summary>
public sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();
}
