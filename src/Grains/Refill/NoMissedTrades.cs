using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Refill;

/// <summary>Recorded and simulated markets: what is not there cannot be asked for.</summary>
internal sealed class NoMissedTrades : IMissedTrades
{
    public bool Covers(Instrument instrument) => false;

    public Task<FoundTrades> SearchAsync(InstrumentHistory instruments, Gap gap, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"there is no venue behind {instruments.Latest.Market}");
}
