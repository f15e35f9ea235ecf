using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace SqueezeFlow.TestSupport;

/// <summary>Servers and other programs that tests start: where they are, ports for them, and signals to their processes.</summary>
public static class ServerProgram
{
    /// <summary>Path of a program. Where it is missing a test skips with that reason; under <c>CI=true</c> it fails instead.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="package">The system's package that holds it, in words.</param>
    /// <param name="instead">Name of a program that does as well where that one is missing.</param>
    public static string Require(string program, string package, string? instead = null)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] names = instead is null ? [program] : [program, instead];
        if (names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists) is { } path)
        {
            return path;
        }

        var reason = $"{program} is not installed: take your system's package {package} (tests/run.sh installs servers where it may)";
        if (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(reason);
        }

        throw new FileNotFoundException(reason);
    }

    /// <summary>A port of loopback on which nobody listens, and which no connection that goes out is given before somebody does (those begin at 32,768).</summary>
    public static int FreePort()
    {
        for (var tries = 0; tries < 1_000; tries++)
        {
            var port = Random.Shared.Next(20_000, 32_768);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }

        throw new InvalidOperationException("no port is free");
    }

    /// <summary>Two of them, which differ.</summary>
    public static (int First, int Second) FreePorts()
    {
        var first = FreePort();
        int second;
        do
        {
            second = FreePort();
        }
        while (second == first);
        return (first, second);
    }

    /// <summary>Sends a signal, by its name without <c>SIG</c>.</summary>
    public static async Task SignalAsync(Process process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
