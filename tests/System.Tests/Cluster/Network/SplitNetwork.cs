using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace SqueezeFlow.SystemTests.Cluster.Network;

/// <summary>
/// Network namespaces for silos, and a bridge for each part that they reach. A link is cut at its port of the bridge, which then drops what comes and goes: as in
/// a network whose switch has failed, no connection is refused or reset. A test skips where no namespace can be made; what fails after the first fails the test.
/// </summary>
internal sealed class SplitNetwork : IAsyncDisposable
{
    private const string Forwarding = "3";
    private const string Disabled = "0";

    private static readonly NetworkPart[] Parts = Enum.GetValues<NetworkPart>();

    private const int Blocks = 100;
    private const int BlockFactor = 31;

    private static int s_count;

    private readonly List<SiloPlace> _places = [];
    private readonly int _number = Interlocked.Increment(ref s_count);

    private SplitNetwork()
    {
    }

    /// <summary>What the names of all its devices begin with.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"sf{Environment.ProcessId}x{_number}");

    /// <summary>Where silos run.</summary>
    public IReadOnlyList<SiloPlace> Places => _places;

    /// <summary>Opens it with so many places for silos.</summary>
    public static async Task<SplitNetwork> OpenAsync(int places)
    {
        var network = new SplitNetwork();
        if (await RefusalAsync("ip", "netns", "add", network.PlaceOf(1).Namespace) is { } refusal)
        {
            Assert.Skip($"needs the right to make network namespaces (iproute2): {refusal}");
        }

        try
        {
            await network.BuildAsync(places);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>The test's own address at a part: there stand the servers.</summary>
    public IPAddress AddressOf(NetworkPart part) => IPAddress.Parse($"{SubnetOf(part)}.1");

    /// <summary>A silo's address at a part.</summary>
    public IPAddress AddressOf(NetworkPart part, SiloPlace place) => IPAddress.Parse($"{SubnetOf(part)}.{10 + place.Number}");

    /// <summary>Cuts or heals links of a place.</summary>
    public async Task SwitchAsync(SiloPlace place, IEnumerable<NetworkPart> parts, bool isOn)
    {
        foreach (var part in parts)
        {
            await RunAsync("bridge", "link", "set", "dev", PortOf(part, place), "state", isOn ? Forwarding : Disabled);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var place in _places)
        {
            await RefusalAsync("ip", "netns", "del", place.Namespace);
        }

        foreach (var part in Parts)
        {
            await RefusalAsync("ip", "link", "del", BridgeOf(part));
        }
    }

    private static async Task RunAsync(params string[] command)
    {
        if (await RefusalAsync(command) is { } refusal)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {refusal}");
        }
    }

    private static async Task<string?> RefusalAsync(params string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            var told = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? null : told.Trim();
        }
        catch (Win32Exception missing)
        {
            return missing.Message;
        }
    }

    private SiloPlace PlaceOf(int number) => new(this, number);

    // Of 198.18.0.0/15, which is set aside for such tests, a block for each network of each process.
    private string SubnetOf(NetworkPart part)
    {
        var subnet = ((((Environment.ProcessId * BlockFactor) + _number) % Blocks) * Parts.Length) + (int)part;
        return string.Create(CultureInfo.InvariantCulture, $"198.{18 + (subnet / 256)}.{subnet % 256}");
    }

    private string BridgeOf(NetworkPart part) => $"{Name}{char.ToLowerInvariant(part.ToString()[0])}";

    private string PortOf(NetworkPart part, SiloPlace place) => $"{BridgeOf(part)}{place.Number}";

    private async Task BuildAsync(int places)
    {
        _places.Add(PlaceOf(1));
        foreach (var part in Parts)
        {
            await RunAsync("ip", "link", "add", BridgeOf(part), "type", "bridge");
            await RunAsync("ip", "address", "add", $"{AddressOf(part)}/24", "dev", BridgeOf(part));
            await RunAsync("ip", "link", "set", BridgeOf(part), "up");
        }

        for (var number = 1; number <= places; number++)
        {
            if (number > 1)
            {
                await RunAsync("ip", "netns", "add", PlaceOf(number).Namespace);
                _places.Add(PlaceOf(number));
            }

            await JoinAsync(_places[^1]);
        }
    }

    private async Task JoinAsync(SiloPlace place)
    {
        await RunAsync("ip", "-n", place.Namespace, "link", "set", "lo", "up");
        foreach (var part in Parts)
        {
            var (port, inner) = (PortOf(part, place), part.ToString().ToLowerInvariant());
            await RunAsync("ip", "link", "add", port, "type", "veth", "peer", "name", inner, "netns", place.Namespace);
            await RunAsync("ip", "link", "set", port, "master", BridgeOf(part), "up");
            await RunAsync("ip", "-n", place.Namespace, "address", "add", $"{AddressOf(part, place)}/24", "dev", inner);
            await RunAsync("ip", "-n", place.Namespace, "link", "set", inner, "up");
        }
    }
}
