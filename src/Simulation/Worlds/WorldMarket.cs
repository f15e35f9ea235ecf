using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Simulation.Worlds;

/// <summary>One market of the world.</summary>
public sealed class WorldMarket
{
    internal WorldMarket(Coin coin, MarketKind kind, int index)
    {
        Coin = coin;
        Kind = kind;
        Index = index;
        VenueSymbol = coin.Base + "USDT";
        Id = new(ExchangeOf(kind), VenueSymbol.ToLowerInvariant());
        PriceDigits = kind == MarketKind.Spot ? coin.SpotPriceDigits : coin.PerpPriceDigits;
        SizeDigits = kind == MarketKind.Spot ? coin.SpotSizeDigits : coin.PerpSizeDigits;
        PriceUnits = Decimals.Power(PriceDigits);
        SizeUnits = Decimals.Power(SizeDigits);
    }

    /// <summary>The market.</summary>
    public MarketId Id { get; }

    /// <summary>Spot or perpetual.</summary>
    public MarketKind Kind { get; }

    /// <summary>Base coin, e.g. <c>BTC</c>.</summary>
    public string BaseCoin => Coin.Base;

    /// <summary>The venue's symbol, e.g. <c>BTCUSDT</c>.</summary>
    public string VenueSymbol { get; }

    /// <summary>Decimals of a price.</summary>
    public int PriceDigits { get; }

    /// <summary>Decimals of a size.</summary>
    public int SizeDigits { get; }

    internal Coin Coin { get; }

    internal int Index { get; }

    /// <summary>Ticks per quote unit.</summary>
    internal long PriceUnits { get; }

    /// <summary>Lots per base unit.</summary>
    internal long SizeUnits { get; }

    /// <summary>Quiet turnover of five minutes, USD.</summary>
    internal double Turnover => Kind == MarketKind.Spot ? Coin.SpotTurnover : Coin.PerpTurnover;

    /// <summary>The venue of a kind of market.</summary>
    internal static string ExchangeOf(MarketKind kind) => kind == MarketKind.Spot ? "BINANCE" : "BINANCE_FUTURES";

    /// <summary>The double that a reader of the printed price gets: ticks and power are exact, so the quotient is rounded once.</summary>
    internal double Price(long ticks) => (double)ticks / PriceUnits;

    /// <summary>The double that a reader of the printed size gets.</summary>
    internal double Size(long lots) => (double)lots / SizeUnits;
}
