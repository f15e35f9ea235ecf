using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Rest;

/// <summary>A venue's list.</summary>
/// <param name="Instruments">Every instrument, of all endpoints that are on.</param>
/// <param name="AsOf">When the venue gave it; of the oldest part when there are several.</param>
/// <param name="Failure">Why a kept list stands for the venue's; null when the venue answered.</param>
public sealed record InstrumentList(IReadOnlyList<Instrument> Instruments, DateTimeOffset AsOf, string? Failure);
