using Microsoft.AspNetCore.Http;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Venues.Rest;

/// <summary>The REST side of one venue.</summary>
internal sealed class VenueRest
{
    private readonly World _world;
    private readonly MarketKind _kind;
    private readonly VenueClock _clock;
    private readonly Dictionary<string, WorldMarket> _markets;
    private readonly VenueOutages _outages;
    private readonly FaultPlan? _faults;
    private readonly string _exchange;
    private readonly string _base;

    public VenueRest(World world, MarketKind kind, VenueClock clock, VenueOutages outages, FaultPlan? faults)
    {
        (_world, _kind, _clock, _outages, _faults) = (world, kind, clock, outages, faults);
        _exchange = WorldMarket.ExchangeOf(kind);
        _markets = world.Markets.Where(market => market.Kind == kind).ToDictionary(market => market.VenueSymbol, StringComparer.Ordinal);
        _base = kind == MarketKind.Spot ? "/api/v3/" : "/fapi/v1/";
    }

    /// <summary>Answers one request.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (!HttpMethods.IsGet(context.Request.Method) || !path.StartsWith(_base, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (_outages.RefusesCalls(_exchange))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync(VenueQuery.Error(-1000, "The venue is away."), context.RequestAborted);
            return;
        }

        if (_faults is not null && _faults.RefusesCall(_exchange))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "1";
            await context.Response.WriteAsync(VenueQuery.Error(-1003, "Too many requests."), context.RequestAborted);
            return;
        }

        var (text, weight) = Answer(path[_base.Length..], new VenueQuery(context.Request.Query));
        context.Response.ContentType = "application/json;charset=UTF-8";
        context.Response.Headers["X-MBX-USED-WEIGHT-1M"] = weight;
        if (text.StartsWith("{\"code\":", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    private (string Text, string Weight) Answer(string call, VenueQuery query)
    {
        var now = _clock.NowUnixMs;
        switch (call)
        {
            case "ping":
                return ("{}", "1");
            case "time":
                return ($$"""{"serverTime":{{now}}}""", "1");
            case "exchangeInfo":
                return (CatalogText.Write(_markets.Values, _kind, now, query.Symbols), "20");
        }

        if (query.Symbol is not { } symbol)
        {
            return (VenueQuery.Error(-1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed."), "1");
        }

        if (!_markets.TryGetValue(symbol, out var market))
        {
            return (VenueQuery.Error(-1121, "Invalid symbol."), "1");
        }

        var source = _world.Source(market);
        return call switch
        {
            "klines" => (KlineText.Write(source, query, now), "2"),
            "aggTrades" => (TradeText.Aggregates(source, query, now), "4"),
            "historicalTrades" when _kind == MarketKind.Spot => (TradeText.Fills(source, query, now), "25"),
            "openInterest" when _kind == MarketKind.Perp => (OpenInterestText.Write(source, now), "1"),
            _ => (VenueQuery.Error(-1000, $"No such call: {_base}{call}"), "1"),
        };
    }
}
