using System.Diagnostics.CodeAnalysis;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Adapters.Bitfinex;
using SqueezeFlow.Exchanges.Adapters.Bitget;
using SqueezeFlow.Exchanges.Adapters.Bitmex;
using SqueezeFlow.Exchanges.Adapters.Bitstamp;
using SqueezeFlow.Exchanges.Adapters.Bybit;
using SqueezeFlow.Exchanges.Adapters.Coinbase;
using SqueezeFlow.Exchanges.Adapters.CryptoCom;
using SqueezeFlow.Exchanges.Adapters.Deribit;
using SqueezeFlow.Exchanges.Adapters.Ftx;
using SqueezeFlow.Exchanges.Adapters.Gate;
using SqueezeFlow.Exchanges.Adapters.Gemini;
using SqueezeFlow.Exchanges.Adapters.Huobi;
using SqueezeFlow.Exchanges.Adapters.Hyperliquid;
using SqueezeFlow.Exchanges.Adapters.Kraken;
using SqueezeFlow.Exchanges.Adapters.Kucoin;
using SqueezeFlow.Exchanges.Adapters.Mexc;
using SqueezeFlow.Exchanges.Adapters.Okx;
using SqueezeFlow.Exchanges.Adapters.Phemex;

namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>Every venue that SqueezeFlow reads.</summary>
public static class ExchangeCatalog
{
    /// <summary>One adapter per venue, in the order of the documentation.</summary>
    public static IReadOnlyList<IExchangeAdapter> All { get; } =
    [
        new Binance(),
        new Coinbase(),
        new Kraken(),
        new Bitstamp(),
        new Gemini(),
        new Kucoin(),
        new Huobi(),
        new Gate(),
        new CryptoCom(),
        new Mexc(),
        new BinanceFutures(),
        new Bybit(),
        new Okx(),
        new Deribit(),
        new Phemex(),
        new Bitfinex(),
        new Bitget(),
        new Bitmex(),
        new Ftx(),
        new HuobiFutures(),
        new Hyperliquid(),
    ];

    private static readonly Dictionary<string, IExchangeAdapter> ById =
        All.ToDictionary(adapter => adapter.Descriptor.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a venue by its id in any letter case; old names (<c>OKEX</c>, <c>GATEIO</c>) are understood.</summary>
    public static bool TryGet(string id, [NotNullWhen(true)] out IExchangeAdapter? adapter) =>
        ById.TryGetValue(CurrentName(id), out adapter);

    /// <summary>Today's id of a venue that may have been recorded under an old one; upper case.</summary>
    public static string CurrentName(string id) => id.ToUpperInvariant() switch
    {
        "OKEX" => "OKX",
        "GATEIO" => "GATE",
        var current => current,
    };
}
