using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Requests;

namespace SqueezeFlow.Client.Transfer.History;

/// <summary>Past bars of a venue with the taker's split, asked over REST by the readers and within the limits of the service.</summary>
internal sealed class VenueHistory : IAsyncDisposable
{
    private readonly DirectoryInfo _lists;
    private readonly ServiceProvider _services;

    private VenueHistory(DirectoryInfo lists, ServiceProvider services) => (_lists, _services) = (lists, services);

    /// <summary>Venues whose own bars tell buys from sells.</summary>
    public static IReadOnlyList<string> Venues { get; } = [.. ExchangeCatalog.All.Where(adapter => adapter is IBarHistory && adapter.Descriptor.IsAlive).Select(adapter => adapter.Descriptor.Id)];

    /// <summary>Prepares the venues; nothing is asked yet.</summary>
    /// <param name="rest">REST base that stands for that of a venue; null for the venue's own.</param>
    /// <param name="exchange">The venue.</param>
    /// <param name="clock">Drives pauses.</param>
    public static VenueHistory Create(Uri? rest, string exchange, TimeProvider clock)
    {
        var lists = Directory.CreateTempSubdirectory("squeezeflow-history-");
        List<KeyValuePair<string, string?>> settings = [new($"{RestOptions.Section}:{nameof(RestOptions.CacheDirectory)}", lists.FullName)];
        if (rest is not null)
        {
            settings.Add(new($"{ExchangesOptions.Section}:{exchange}:{nameof(ExchangeSettings.Rest)}", rest.ToString().TrimEnd('/')));
        }

        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(clock)
            .AddLogging()
            .AddExchanges()
            .BuildServiceProvider();
        return new(lists, services);
    }

    /// <summary>A market of a venue, with what is asked for its bars.</summary>
    /// <exception cref="HttpRequestException">The venue does not answer.</exception>
    /// <exception cref="HistoryException">The venue does not know the market, or its bars do not tell buys from sells.</exception>
    public async Task<VenueMarket> FindAsync(MarketId market, CancellationToken cancellationToken)
    {
        var rest = _services.GetRequiredService<ExchangeRests>().Get(market.Exchange);
        var instruments = await rest.GetInstrumentsAsync(cancellationToken);
        var instrument = instruments.Instruments.FirstOrDefault(known => known.Market == market)
            ?? throw new HistoryException($"'{market}' is no market of {market.Exchange}, which lists {instruments.Instruments.Count}: give one as in {Examples(instruments.Instruments)}");
        return rest.HasTakerSplit(instrument)
            ? new(rest, instrument)
            : throw new HistoryException($"'{market}': the venue's bars of it do not tell buys from sells, or its REST endpoint is off: give another market of {string.Join(", ", Venues)}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _lists.Delete(recursive: true);
    }

    private static string Examples(IReadOnlyList<Instrument> instruments) =>
        instruments.Count == 0 ? "its documentation" : string.Join(", ", instruments.Take(3).Select(known => known.Market.ToString()));
}

/// <summary>A market whose past bars can be asked for.</summary>
/// <param name="Rest">The venue.</param>
/// <param name="Instrument">The market.</param>
internal sealed record VenueMarket(IExchangeRest Rest, Instrument Instrument)
{
    /// <summary>Bars that open in <c>[fromUnixMs, toUnixMs)</c>, oldest first.</summary>
    public async Task<IReadOnlyList<Bar>> ReadAsync(Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        [.. (await Rest.GetBarsAsync(Instrument, timeframe, fromUnixMs, toUnixMs, cancellationToken)).Select(row => row.Bar)];
}

/// <summary>What was asked of a venue cannot be had; the message begins with the value.</summary>
internal sealed class HistoryException(string message) : Exception(message);
