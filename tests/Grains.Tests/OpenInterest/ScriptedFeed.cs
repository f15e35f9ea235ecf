using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Grains.OpenInterest;

namespace SqueezeFlow.Grains.Tests.OpenInterest;

/// <summary>A venue that answers what it is told to.</summary>
internal sealed class ScriptedFeed : IOpenInterestFeed
{
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(10);

    public List<Instrument> Instruments { get; } = [];

    public List<OpenInterestValue> Values { get; } = [];

    public Exception? ListFailure { get; set; }

    public Exception? ReadFailure { get; set; }

    public List<IReadOnlyList<MarketId>> Asked { get; } = [];

    public int Listings { get; private set; }

    public TimeSpan? EveryOf(string exchange) => Every;

    public Task<IReadOnlyList<Instrument>> GetInstrumentsAsync(string exchange, CancellationToken cancellationToken)
    {
        Listings++;
        return ListFailure is null ? Task.FromResult<IReadOnlyList<Instrument>>([.. Instruments]) : throw ListFailure;
    }

    public Task<IReadOnlyList<OpenInterestValue>> ReadAsync(string exchange, IReadOnlyList<Instrument> markets, CancellationToken cancellationToken)
    {
        Asked.Add([.. markets.Select(instrument => instrument.Market)]);
        return ReadFailure is null ? Task.FromResult<IReadOnlyList<OpenInterestValue>>([.. Values]) : throw ReadFailure;
    }
}
