using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>Finds out about ports before anything rests on them.</summary>
internal static class Ports
{
    // Systems give connections that go out ports from 32,768 (Linux) or 49,152 on (IANA): a port of those may be taken before it is listened on.
    private const int First = 20_000;
    private const int End = 32_768;
    private const int MostTries = 1_000;

    /// <summary>A port of this machine that is free now, and that no connection which goes out is given meanwhile.</summary>
    /// <param name="but">One that is free now too, and wanted by somebody else; 0 for none.</param>
    /// <exception cref="CommandFailure">None is free.</exception>
    public static int FindFree(int but = 0)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var port = Random.Shared.Next(First, End);
            if (port != but && IsFree(IPAddress.Loopback, port, out _))
            {
                return port;
            }
        }

        throw new CommandFailure(ExitCode.Failed, $"no port of {MostTries} from {First} to {End - 1} is free: stop what uses them, or choose one, e.g. --Cluster:SiloPort=11111");
    }

    /// <summary>Makes sure that a configured port can be had.</summary>
    /// <exception cref="CommandFailure">Somebody else has it.</exception>
    public static void EnsureFree(string key, string value, IPAddress address, int port)
    {
        if (port != 0 && !IsFree(address, port, out var error))
        {
            throw Taken(key, value, error.Message, error);
        }
    }

    /// <summary>What is told when a port cannot be had.</summary>
    public static CommandFailure Taken(string key, string value, string reason, Exception error) => new(
        ExitCode.Failed,
        $"{key}: '{value}' cannot be listened on ({reason}): stop what uses it, or choose another, e.g. --{key} {Example(value)}",
        error);

    private static bool IsFree(IPAddress address, int port, [NotNullWhen(false)] out SocketException? error)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            error = null;
            return true;
        }
        catch (SocketException taken)
        {
            error = taken;
            return false;
        }
    }

    private static string Example(string value) => value.Contains("://", StringComparison.Ordinal) ? "http://127.0.0.1:0" : "0";
}
