using Microsoft.AspNetCore.Http.Features;

namespace SqueezeFlow.Simulation.Venues.Streams;

/// <summary>Slides a <see cref="BatchStream"/> between the server's WebSocket and its socket.</summary>
internal sealed class BatchUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    /// <summary>The stream; null until the connection is upgraded.</summary>
    public BatchStream? Stream { get; private set; }

    /// <inheritdoc/>
    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    /// <inheritdoc/>
    public async Task<Stream> UpgradeAsync() => Stream = new BatchStream(await inner.UpgradeAsync());
}
