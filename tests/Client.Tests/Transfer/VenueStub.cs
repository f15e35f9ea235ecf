using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Instruments;

namespace SqueezeFlow.Client.Tests.Transfer;

/// <summary>A venue that has a bar at every minute, answers so many requests for them and then no more.</summary>
internal sealed class VenueStub : IExchangeRest
{
    /// <summary>Requests that are answered.</summary>
    public int Limit { get; set; }

    /// <summary>Beginnings of what was asked for.</summary>
    public List<long> Asked { get; } = [];

    public TimeSpan? OpenInterestEvery => null;

    public bool HasTurnover => false;

    public Task<IReadOnlyList<BarRow>> GetBarsAsync(Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        Asked.Add(fromUnixMs);
        if (Asked.Count > Limit)
        {
            throw new HttpRequestException("the venue is away");
        }

        var rows = new List<BarRow>();
        for (var open = fromUnixMs; open < toUnixMs; open += timeframe.Milliseconds)
        {
            rows.Add(new(MarketId.Parse("X:y"), timeframe, new(open, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0), IsImported: true));
        }

        return Task.FromResult<IReadOnlyList<BarRow>>(rows);
    }

    public bool HasTakerSplit(Instrument instrument) => true;

    public bool CanSearchTrades(Instrument instrument) => false;

    public Task<InstrumentList> GetInstrumentsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TradeSearch> SearchTradesAsync(InstrumentHistory instruments, Gap gap, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<OpenInterestValue>> GetOpenInterestAsync(IReadOnlyList<Instrument> markets, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<MarketId, double>> GetTurnoverAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Uri> GetAddressAsync(string endpoint, Uri address, CancellationToken cancellationToken) => throw new NotSupportedException();
}
