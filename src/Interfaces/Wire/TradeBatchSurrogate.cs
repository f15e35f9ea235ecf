using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Interfaces.Wire;

/// <summary>A <see cref="TradeBatch"/> between silos. Inside one silo it is passed by reference and never copied.</summary>
[GenerateSerializer, Immutable, Alias("sf.TradeBatch")]
internal readonly record struct TradeBatchSurrogate(
    [property: Id(0)] MarketTradesSurrogate[] Markets,
    [property: Id(1)] string Source,
    [property: Id(2)] long Sequence,
    [property: Id(3)] long SentUnixMs,
    [property: Id(4)] long Follows);

/// <summary>Translates at the silo's edge.</summary>
[RegisterConverter]
internal sealed class TradeBatchConverter : IConverter<TradeBatch, TradeBatchSurrogate>
{
    public TradeBatch ConvertFromSurrogate(in TradeBatchSurrogate surrogate) => new(
        Array.ConvertAll(surrogate.Markets, m => m.ToMarketTrades()), surrogate.Source, surrogate.Sequence, surrogate.SentUnixMs)
    { Follows = surrogate.Follows };

    public TradeBatchSurrogate ConvertToSurrogate(in TradeBatch value) => new(
        [.. value.Markets.Select(MarketTradesSurrogate.From)], value.Source, value.Sequence, value.SentUnixMs, value.Follows);
}
