using System.Net;
using System.Net.Sockets;
using SqueezeFlow.Silo.Hosting;

namespace SqueezeFlow.Silo.Tests.Hosting;

/// <summary>Ports that are chosen before anything listens on them.</summary>
public sealed class PortsTests
{
    // Linux gives connections that go out ports from here on, unless told otherwise.
    private const int Outgoing = 32_768;

    [Fact]
    public void A_free_port_is_none_that_a_connection_may_be_given_before_it_is_listened_on()
    {
        var but = Ports.FindFree();

        var found = Enumerable.Range(0, 200).Select(_ => Ports.FindFree(but)).ToList();

        Assert.All(found, port => Assert.InRange(port, 1_024, Outgoing - 1));
        Assert.DoesNotContain(but, found);
        Assert.True(found.Distinct().Count() > 150, "processes that start together must not choose the same");
    }

    [Fact]
    public void A_port_that_is_taken_is_neither_found_nor_allowed()
    {
        using var taken = new TcpListener(IPAddress.Loopback, Ports.FindFree());
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var failure = Assert.Throws<CommandFailure>(() => Ports.EnsureFree("Cluster:SiloPort", $"{port}", IPAddress.Loopback, port));

        Assert.StartsWith($"Cluster:SiloPort: '{port}' cannot be listened on (", failure.Message, StringComparison.Ordinal);
    }
}
