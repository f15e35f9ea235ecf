using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Instruments;

namespace SqueezeFlow.Grains.Tests.Doubles;

/// <summary>A venue that answers what it is told to.</summary>
internal sealed class ScriptedVenue : IExchangeRest
{
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(10);

    public List<Instrument> Instruments { get; } = [];

    public List<OpenInterestValue> Values { get; } = [];

    public Exception? ListFailure { get; set; }

    public Exception? ReadFailure { get; set; }

    /// <summary>Markets whose open interest was asked for, by request.</summary>
    public List<IReadOnlyList<MarketId>> Asked { get; } = [];

    public int Listings { get; private set; }

    /// <summary>The venue's own bars; null where it does not tell buys from sells.</summary>
    public Func<long, long, Task<IReadOnlyList<BarRow>>>? OnBars { get; set; }

    /// <summary>What a search for the trades of a gap does; null where past trades cannot be asked for.</summary>
    public Func<TradeSearch, Task>? OnSearch { get; set; }

    public TimeSpan? OpenInterestEvery => Every;

    public bool HasTurnover => false;

    public static ExchangeRests Of(params (string Exchange, IExchangeRest Venue)[] venues) => new(venues.ToDictionary(v => v.Exchange, v => v.Venue));

    public bool HasTakerSplit(Instrument instrument) => OnBars is not null;

    public bool CanSearchTrades(Instrument instrument) => OnSearch is not null;

    public Task<InstrumentList> GetInstrumentsAsync(CancellationToken cancellationToken)
    {
        Listings++;
        return ListFailure is null ? Task.FromResult(new InstrumentList([.. Instruments], DateTimeOffset.UnixEpoch, null)) : throw ListFailure;
    }

    public Task<IReadOnlyList<OpenInterestValue>> GetOpenInterestAsync(IReadOnlyList<Instrument> markets, CancellationToken cancellationToken)
    {
        Asked.Add([.. markets.Select(instrument => instrument.Market)]);
        return ReadFailure is null ? Task.FromResult<IReadOnlyList<OpenInterestValue>>([.. Values]) : throw ReadFailure;
    }

    public Task<IReadOnlyList<BarRow>> GetBarsAsync(
        Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        OnBars!(fromUnixMs, toUnixMs);

    public async Task<TradeSearch> SearchTradesAsync(InstrumentHistory instruments, Gap gap, CancellationToken cancellationToken)
    {
        var search = new TradeSearch(instruments, gap);
        await OnSearch!(search);
        return search;
    }

    public Task<IReadOnlyDictionary<MarketId, double>> GetTurnoverAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Uri> GetAddressAsync(string endpoint, Uri address, CancellationToken cancellationToken) => throw new NotSupportedException();
}
