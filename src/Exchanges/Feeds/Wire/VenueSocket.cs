using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace SqueezeFlow.Exchanges.Feeds.Wire;

/// <summary>
/// An open WebSocket to a venue. One thread dials and reads, with blocking calls only: a socket that was once used asynchronously reads
/// several times slower. Sending and aborting are safe on any thread.
/// </summary>
internal sealed class VenueSocket : IDisposable
{
    private const int LongestAnswer = 16 * 1024;

    private readonly Lock _sending = new();
    private readonly Lock _gate = new();
    private Socket? _socket;
    private SslStream? _secure;
    private string? _abortReason;

    /// <summary>Why it was aborted; null while it was not.</summary>
    public string? AbortReason => Volatile.Read(ref _abortReason);

    /// <summary>Connects, agrees on TLS and on WebSocket. Bytes that came with the answer are put into the reader.</summary>
    /// <exception cref="IOException">The peer answered, but not as it should.</exception>
    /// <exception cref="SocketException">No connection could be made.</exception>
    public void Dial(Uri address, IReadOnlyList<string> headers, FrameReader reader)
    {
        Connect(address);
        if (address.Scheme == Uri.UriSchemeWss)
        {
            _secure = new(new NetworkStream(_socket!, ownsSocket: false));
            _secure.AuthenticateAsClient(address.IdnHost);
        }

        var handshake = new Handshake();
        Write(handshake.Request(address, headers));
        var answer = ReadAnswer(reader);
        if (handshake.FlawOf(answer) is { } flaw)
        {
            throw new IOException($"{address.Host} refused the WebSocket: {flaw}");
        }
    }

    /// <summary>Receives some bytes; 0 when the peer has closed.</summary>
    public int Read(Memory<byte> buffer) => _secure is { } secure ? secure.Read(buffer.Span) : _socket!.Receive(buffer.Span);

    /// <summary>Sends one frame.</summary>
    public void Send(byte code, ReadOnlySpan<byte> payload) => Write(FrameWriter.Write(code, payload));

    /// <summary>Ends whatever call is under way on it and every later one; the first reason is kept.</summary>
    public void Abort(string reason)
    {
        Socket? socket;
        lock (_gate)
        {
            _abortReason ??= reason;
            socket = _socket;
        }

        socket?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _secure?.Dispose();
        _socket?.Dispose();
    }

    private void Connect(Uri address)
    {
        SocketException? failure = null;
        foreach (var ip in Dns.GetHostAddresses(address.IdnHost))
        {
            var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendTimeout = 2_000 };
            lock (_gate)
            {
                _socket = socket;
                if (_abortReason is not null)
                {
                    socket.Dispose();
                    throw new IOException(_abortReason);
                }
            }

            try
            {
                socket.Connect(ip, address.Port);
                return;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                failure = e;
            }
        }

        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_sending)
        {
            if (_secure is { } secure)
            {
                secure.Write(bytes);
                return;
            }

            while (bytes.Length > 0)
            {
                bytes = bytes[_socket!.Send(bytes)..];
            }
        }
    }

    private string ReadAnswer(FrameReader reader)
    {
        var bytes = new byte[LongestAnswer];
        var length = 0;
        while (length < bytes.Length)
        {
            var received = Read(bytes.AsMemory(length));
            if (received == 0)
            {
                throw new IOException("The peer closed the connection instead of answering the handshake");
            }

            length += received;
            var end = bytes.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var rest = bytes.AsMemory(end + 4, length - end - 4);
                rest.CopyTo(reader.GetFreeSpace());
                reader.Advance(rest.Length);
                return Encoding.ASCII.GetString(bytes, 0, end);
            }
        }

        throw new IOException($"Expected the handshake's answer to end within {LongestAnswer} bytes");
    }
}
