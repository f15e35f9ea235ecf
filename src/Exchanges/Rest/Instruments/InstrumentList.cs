using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Rest.Instruments;

/// <summary>The instruments of a venue, and how fresh that knowledge is.</summary>
/// <param name="Instruments">Every instrument of all endpoints that are on.</param>
/// <param name="AsOf">When the venue gave them; where parts are of different age, the oldest.</param>
/// <param name="Failure">Why parts are those kept from an earlier time, by venue, request and what was expected; null when all are new.</param>
public sealed record InstrumentList(IReadOnlyList<Instrument> Instruments, DateTimeOffset AsOf, string? Failure);
