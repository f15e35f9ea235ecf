using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;

namespace SqueezeFlow.Grains.OpenInterest;

/// <summary>Open interest as venues tell it. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="HttpRequestException"/> when a venue does not answer.</remarks>
internal interface IOpenInterestFeed
{
    /// <summary>Time between two readings; null when the venue is not known, has closed or tells none.</summary>
    TimeSpan? EveryOf(string exchange);

    /// <summary>Every instrument of the venue.</summary>
    Task<IReadOnlyList<Instrument>> GetInstrumentsAsync(string exchange, CancellationToken cancellationToken);

    /// <summary>Open interest of these markets now.</summary>
    Task<IReadOnlyList<OpenInterestValue>> ReadAsync(string exchange, IReadOnlyList<Instrument> markets, CancellationToken cancellationToken);
}
