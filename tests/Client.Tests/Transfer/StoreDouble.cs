using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Tests.Transfer;

/// <summary>Answers for the bars of some markets, and keeps those that are sent.</summary>
internal sealed class StoreDouble
{
    private readonly SortedDictionary<(string Market, string Timeframe, long Open), BarView> _bars = [];

    /// <summary>Bodies taken.</summary>
    public int Calls { get; private set; }

    public StoreDouble(ServiceDouble service, params string[] markets)
    {
        SetMarketTime(service, DateTimeOffset.UnixEpoch.AddYears(60));
        foreach (var market in markets)
        {
            service.On(new PathString($"/api/v1/markets/{market}/bars"), context => context.Request.Method == "POST" ? TakeAsync(context, market) : GiveAsync(context, market));
        }
    }

    public static void SetMarketTime(ServiceDouble service, DateTimeOffset at) => service.Answer("/api/v1/status", Samples.Status() with { MarketTime = at });

    public IReadOnlyList<BarView> BarsOf(string market, string timeframe) =>
        [.. _bars.Where(bar => bar.Key.Market == market && bar.Key.Timeframe == timeframe).Select(bar => bar.Value)];

    public void Add(string market, string timeframe, BarView bar) => _bars[(market, timeframe, bar.OpenUnixMs)] = bar;

    private async Task TakeAsync(HttpContext context, string market)
    {
        Calls++;
        var timeframe = context.Request.Query["timeframe"].ToString();
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var bars = body.RootElement.GetProperty("bars").Deserialize<BarView[]>(SqueezeFlow.Client.Http.ClientJson.Options)!;
        var written = 0;
        foreach (var bar in bars)
        {
            written += _bars.TryAdd((market, timeframe, bar.OpenUnixMs), bar) ? 1 : 0;
        }

        await context.Response.WriteAsync(ServiceDouble.BodyOf(new { market, timeframe, written, kept = bars.Length - written }));
    }

    private async Task GiveAsync(HttpContext context, string market)
    {
        var query = context.Request.Query;
        var (from, to) = (long.Parse(query["from"].ToString(), null), long.Parse(query["to"].ToString(), null));
        var bars = BarsOf(market, query["timeframe"].ToString()).Where(bar => bar.OpenUnixMs >= from && bar.OpenUnixMs < to);
        await context.Response.WriteAsync(ServiceDouble.BodyOf(new { market, timeframe = query["timeframe"].ToString(), asOf = 1, bars }));
    }
}
