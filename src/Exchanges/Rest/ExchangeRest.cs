using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Exchanges.Rest;

/// <summary>Asks a venue, by the requests that its adapter writes and reads.</summary>
internal sealed partial class ExchangeRest(
    IExchangeAdapter adapter,
    ExchangeAddresses addresses,
    Func<HttpClient> client,
    InstrumentCache cache,
    ILogger logger) : IExchangeRest
{
    private const int MostPages = 2_000;

    private readonly string _exchange = adapter.Descriptor.Id;

    public bool HasTakerSplit(Instrument instrument) =>
        adapter is IBarHistory history && addresses.Rests.ContainsKey(history.BarsCall(instrument, Timeframe.M5, 0, 1).Endpoint);

    public async Task<IReadOnlyList<Instrument>> GetInstrumentsAsync(CancellationToken cancellationToken)
    {
        var instruments = new List<Instrument>();
        foreach (var call in adapter.InstrumentCalls)
        {
            if (addresses.Rests.TryGetValue(call.Endpoint, out var baseAddress))
            {
                await AddInstrumentsAsync(baseAddress, call, instruments, cancellationToken).ConfigureAwait(false);
            }
        }

        return instruments;
    }

    public async Task<IReadOnlyList<BarRow>> GetBarsAsync(
        Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        var rows = new List<BarRow>();
        if (adapter is not IBarHistory history)
        {
            return rows;
        }

        var next = fromUnixMs;
        for (var page = 0; page < MostPages && next < toUnixMs; page++)
        {
            var call = history.BarsCall(instrument, timeframe, next, toUnixMs);
            if (!addresses.Rests.TryGetValue(call.Endpoint, out var baseAddress))
            {
                break;
            }

            var body = await GetAsync(baseAddress, call, cancellationToken).ConfigureAwait(false);
            var bars = Read(call, () => history.ReadBars(instrument, body));
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

    public TimeSpan? OpenInterestEvery => (adapter as IOpenInterestSource)?.OpenInterestEvery;

    public async Task<IReadOnlyList<OpenInterestValue>> GetOpenInterestAsync(IReadOnlyList<Instrument> markets, CancellationToken cancellationToken)
    {
        var values = new List<OpenInterestValue>();
        if (adapter is not IOpenInterestSource source)
        {
            return values;
        }

        foreach (var call in source.OpenInterestCalls(markets))
        {
            if (addresses.Rests.TryGetValue(call.Endpoint, out var baseAddress))
            {
                var body = await GetAsync(baseAddress, call, cancellationToken).ConfigureAwait(false);
                if (!source.TryReadOpenInterest(body, values))
                {
                    throw Broken(call, $"expected open interest, found {RestJson.Excerpt(body)}", null);
                }
            }
        }

        return values;
    }

    private async Task AddInstrumentsAsync(
        Uri baseAddress, RestCall call, List<Instrument> instruments, CancellationToken cancellationToken)
    {
        try
        {
            var body = await GetAsync(baseAddress, call, cancellationToken).ConfigureAwait(false);
            if (!adapter.TryReadInstruments(body, instruments))
            {
                throw Broken(call, $"expected a list of instruments, found {RestJson.Excerpt(body)}", null);
            }

            await cache.WriteAsync(baseAddress, call, body, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            var kept = await cache.ReadAsync(baseAddress, call, cancellationToken).ConfigureAwait(false);
            if (kept is null || !adapter.TryReadInstruments(kept, instruments))
            {
                throw;
            }

            ExchangeMetrics.CacheUses.Add(1, new KeyValuePair<string, object?>("exchange", _exchange));
            LogKept(logger, _exchange, e.Message);
        }
    }

    private async Task<byte[]> GetAsync(Uri baseAddress, RestCall call, CancellationToken cancellationToken)
    {
        var address = new Uri(baseAddress.AbsoluteUri.TrimEnd('/') + call.Path);
        try
        {
            using var response = await client().GetAsync(address, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? body
                : throw Broken(call, $"expected 200, found {(int)response.StatusCode} {RestJson.Excerpt(body)}", null);
        }
        catch (Exception e) when (IsFailureToAnswer(e, cancellationToken))
        {
            throw Broken(call, $"expected an answer of {baseAddress}, found {e.Message}", e);
        }
    }

    private IReadOnlyList<Bar> Read(RestCall call, Func<IReadOnlyList<Bar>> read)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            throw Broken(call, e.Message, e);
        }
    }

    private HttpRequestException Broken(RestCall call, string what, Exception? cause) => new($"{_exchange} GET {call.Path}: {what}", cause);

    // The resilience handler speaks through exceptions of its own; all mean that the venue did not answer.
    private static bool IsFailureToAnswer(Exception e, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && !(e is HttpRequestException { InnerException: null, HttpRequestError: HttpRequestError.Unknown }) &&
        e is HttpRequestException or Polly.ExecutionRejectedException or OperationCanceledException or IOException;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Exchange}: instruments are those kept on disk; the venue did not answer: {Cause}")]
    private static partial void LogKept(ILogger logger, string exchange, string cause);
}
