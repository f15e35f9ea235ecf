using System.Net;
using System.Net.Sockets;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>Finds out about ports before anything rests on them.</summary>
internal static class Ports
{
    /// <summary>A port of this machine that is free now.</summary>
    /// <param name="but">One that is free now too, and wanted by somebody else; 0 for none.</param>
    public static int FindFree(int but = 0)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return port == but ? FindFree() : port;
    }

    /// <summary>Makes sure that a configured port can be had.</summary>
    /// <exception cref="CommandFailure">Somebody else has it.</exception>
    public static void EnsureFree(string key, string value, IPAddress address, int port)
    {
        if (port == 0)
        {
            return;
        }

        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (SocketException error)
        {
            throw Taken(key, value, error.Message, error);
        }
    }

    /// <summary>What is told when a port cannot be had.</summary>
    public static CommandFailure Taken(string key, string value, string reason, Exception error) => new(
        ExitCode.Failed,
        $"{key}: '{value}' cannot be listened on ({reason}): stop what uses it, or choose another, e.g. --{key} {Example(value)}",
        error);

    private static string Example(string value) => value.Contains("://", StringComparison.Ordinal) ? "http://127.0.0.1:0" : "0";
}
