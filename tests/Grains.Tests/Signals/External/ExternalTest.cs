using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Grains.Tests.Execution;

namespace SqueezeFlow.Grains.Tests.Signals.External;

/// <summary>A silo of its own for each test, over an account and a clock that are driven.</summary>
public abstract class ExternalTest : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;

    private protected ScriptedGateway Gateway { get; } = new();

    private protected DrivenClock Clock { get; } = new();

    private protected ExternalCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await ExternalCluster.StartAsync(_folder, Gateway, Clock);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Cluster.DisposeAsync();
        await Clock.StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
