using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Rest.Instruments;
using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Rest;

/// <summary>Asks a venue, by the requests that its adapter writes and reads.</summary>
internal sealed partial class ExchangeRest : IExchangeRest
{
    private const int MostPages = 2_000;
    private const int OpenInterestAtATime = 4;

    private readonly IExchangeAdapter _adapter;
    private readonly RestLink _link;
    private readonly InstrumentReader _instruments;
    private readonly TradeSearcher _trades;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    public ExchangeRest(
        IExchangeAdapter adapter,
        ExchangeSettings settings,
        Func<HttpClient> client,
        InstrumentCache cache,
        VenueReach reach,
        TimeProvider clock,
        ILogger logger,
        CancellationToken end)
    {
        (_adapter, _clock, _logger) = (adapter, clock, logger);
        _link = new(adapter.Descriptor, new(adapter.Descriptor, settings), client, reach, end);
        _instruments = new(adapter, _link, cache, clock, logger);
        _trades = new(adapter as ITradeHistory, _link, settings.TradeStream);
    }

    public TimeSpan? OpenInterestEvery => (_adapter as IOpenInterestSource)?.OpenInterestEvery;

    public bool HasTurnover => _adapter is ITurnoverSource source && source.TurnoverCalls.Any(_link.Reaches);

    public bool HasTakerSplit(Instrument instrument) =>
        _adapter is IBarHistory history && _link.Reaches(history.BarsCall(instrument, Timeframe.M5, 0, 1));

    public bool CanSearchTrades(Instrument instrument) => _trades.Covers(instrument);

    public Task<InstrumentList> GetInstrumentsAsync(CancellationToken cancellationToken) => _instruments.ReadAsync(cancellationToken);

    public Task<TradeSearch> SearchTradesAsync(InstrumentHistory instruments, Gap gap, CancellationToken cancellationToken) =>
        _trades.SearchAsync(instruments, gap, cancellationToken);

    public async Task<IReadOnlyList<BarRow>> GetBarsAsync(
        Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        var rows = new List<BarRow>();
        if (_adapter is not IBarHistory history)
        {
            return rows;
        }

        var next = fromUnixMs;
        for (var page = 0; page < MostPages && next < toUnixMs; page++)
        {
            var call = history.BarsCall(instrument, timeframe, next, toUnixMs);
            if (!_link.Reaches(call))
            {
                break;
            }

            var body = await _link.FetchAsync(call, RestPriority.Bars, cancellationToken).ConfigureAwait(false);
            var bars = _link.Read(call, () => history.ReadBars(instrument, body));
            var before = next;
            foreach (var bar in bars)
            {
                if (bar.OpenUnixMs >= next && bar.OpenUnixMs < toUnixMs)
                {
                    rows.Add(new(instrument.Market, timeframe, bar, IsImported: true));
                    next = bar.OpenUnixMs + timeframe.Milliseconds;
                }
            }

            if (next == before)
            {
                break;
            }
        }

        return rows;
    }

    public async Task<IReadOnlyList<OpenInterestValue>> GetOpenInterestAsync(
        IReadOnlyList<Instrument> markets, CancellationToken cancellationToken)
    {
        if (_adapter is not IOpenInterestSource source)
        {
            return [];
        }

        var calls = source.OpenInterestCalls(markets).Where(_link.Reaches).ToArray();
        var values = new ConcurrentQueue<OpenInterestValue>();
        var failures = new ConcurrentQueue<HttpRequestException>();
        await Parallel.ForEachAsync(
            calls,
            new ParallelOptions { MaxDegreeOfParallelism = OpenInterestAtATime, CancellationToken = cancellationToken },
            async (call, cancellation) =>
            {
                try
                {
                    await AddOpenInterestAsync(source, call, values, cancellation).ConfigureAwait(false);
                }
                catch (HttpRequestException e)
                {
                    failures.Enqueue(e);
                    if (_link.ShouldLog)
                    {
                        LogNoOpenInterest(_logger, _link.Exchange, e.Message);
                    }
                }
            }).ConfigureAwait(false);
        if (calls.Length > 0 && failures.Count == calls.Length && failures.TryPeek(out var first))
        {
            throw first;
        }

        var wanted = markets.Select(market => market.Market).ToHashSet();
        return [.. values.Where(value => wanted.Contains(value.Market))];
    }

    public async Task<IReadOnlyDictionary<MarketId, double>> GetTurnoverAsync(CancellationToken cancellationToken)
    {
        var turnover = new Dictionary<MarketId, double>();
        if (_adapter is ITurnoverSource source)
        {
            foreach (var call in source.TurnoverCalls.Where(_link.Reaches))
            {
                var body = await _link.FetchAsync(call, RestPriority.Markets, cancellationToken).ConfigureAwait(false);
                if (!_link.Read(call, () => source.TryReadTurnover(body, turnover)))
                {
                    throw _link.Broken(call, $"expected the turnover of markets, found {RestJson.Excerpt(body)}");
                }
            }
        }

        return turnover;
    }

    public async Task<Uri> GetAddressAsync(string endpoint, Uri address, CancellationToken cancellationToken)
    {
        // An address that the configuration names is dialled as it is.
        var isOwn = _adapter.Descriptor.Find(endpoint).Address == address;
        if (!isOwn || _adapter is not IConnectTicket tickets || tickets.TicketCall(endpoint) is not { } call || !_link.Reaches(call))
        {
            return address;
        }

        var body = await _link.FetchAsync(call, RestPriority.Ticket, cancellationToken).ConfigureAwait(false);
        return _link.Read(call, () => tickets.ReadTicket(address, body, _clock.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    private async Task AddOpenInterestAsync(
        IOpenInterestSource source, RestCall call, ConcurrentQueue<OpenInterestValue> values, CancellationToken cancellationToken)
    {
        var body = await _link.FetchAsync(call, RestPriority.OpenInterest, cancellationToken).ConfigureAwait(false);
        var read = new List<OpenInterestValue>();
        if (!_link.Read(call, () => source.TryReadOpenInterest(body, read)))
        {
            throw _link.Broken(call, $"expected open interest, found {RestJson.Excerpt(body)}");
        }

        read.ForEach(values.Enqueue);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Exchange}: no open interest: {Cause}")]
    private static partial void LogNoOpenInterest(ILogger logger, string exchange, string cause);
}
