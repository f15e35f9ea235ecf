using SqueezeFlow.Core.Views.Silos;
using SqueezeFlow.Grains.Health.Silos;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>Processes of a cluster that is not there.</summary>
internal sealed class FakeCluster : IClusterWatch
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<SiloView> Silos { get; set; } = [new("a", "127.0.0.1:1@1", "active") { Version = "1.0.0", Signals = 2 }];

    /// <summary>Health of all but the one that is asked.</summary>
    public IReadOnlyList<SiloHealth> Others { get; set; } = [];

    public bool IsFirst => true;

    public Task<IReadOnlyList<SiloView>> GetSilosAsync(CancellationToken cancellationToken) => Task.FromResult(Silos);

    public Task<IReadOnlyList<SiloHealth>> GetOthersAsync(CancellationToken cancellationToken) => Task.FromResult(Others);
}
