using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Rest.Instruments;
using SqueezeFlow.Exchanges.Rest.Requests;

namespace SqueezeFlow.Exchanges.Rest;

/// <summary>The REST side of every venue that is alive. Safe for concurrent use.</summary>
public sealed class ExchangeRests
{
    /// <summary>Name of the HTTP client that carries retries, limits and time-outs.</summary>
    public const string HttpClientName = "exchanges";

    private readonly IReadOnlyDictionary<string, IExchangeRest> _byExchange;

    /// <summary>These venues, by id.</summary>
    public ExchangeRests(IReadOnlyDictionary<string, IExchangeRest> byExchange) => _byExchange = byExchange;

    /// <summary>Prepares the venues; nothing is asked yet.</summary>
    internal ExchangeRests(
        IHttpClientFactory clients,
        IOptions<ExchangesOptions> exchanges,
        IOptions<RestOptions> options,
        VenueReach reach,
        RestShutdown end,
        TimeProvider clock,
        ILogger<ExchangeRests> logger)
    {
        var cache = new InstrumentCache(options.Value.CacheDirectory);
        _byExchange = ExchangeCatalog.All
            .Where(adapter => adapter.Descriptor.IsAlive)
            .ToDictionary(
                adapter => adapter.Descriptor.Id,
                IExchangeRest (adapter) => new ExchangeRest(
                    adapter,
                    exchanges.Value.Of(adapter.Descriptor.Id),
                    () => clients.CreateClient(HttpClientName),
                    cache,
                    reach,
                    clock,
                    logger,
                    end.Token),
                StringComparer.Ordinal);
    }

    /// <summary>Recorded and simulated markets: nobody can be asked.</summary>
    public static ExchangeRests None { get; } = new(new Dictionary<string, IExchangeRest>());

    /// <summary>The REST side of a venue that is to be asked.</summary>
    /// <exception cref="HttpRequestException">There is no such venue, or it has closed.</exception>
    public IExchangeRest Get(string exchange) =>
        TryGet(exchange, out var rest) ? rest : throw new HttpRequestException($"{exchange} cannot be asked: it is not known, or has closed");

    /// <summary>The REST side of a venue; false when there is no such venue, or it has closed.</summary>
    public bool TryGet(string exchange, [NotNullWhen(true)] out IExchangeRest? rest) => _byExchange.TryGetValue(exchange, out rest);
}
