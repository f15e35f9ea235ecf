using SqueezeFlow.Core.Views.Accounts;

namespace SqueezeFlow.Client.Tests.Doubles;

/// <summary>A service double with twenty rows of everything.</summary>
public sealed class CrowdedService : IAsyncLifetime
{
    internal ServiceDouble Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Service = await ServiceDouble.StartAsync();
        Fill(Service);
    }

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    private static void Fill(ServiceDouble service) => service
        .Answer("/api/v1/feeds", Crowd.Feeds())
        .Answer("/api/v1/markets", Crowd.Markets())
        .Answer("/api/v1/symbols", Crowd.Symbols())
        .Answer("/api/v1/symbols/BTC", Crowd.Symbols()[0])
        .Answer("/api/v1/symbols/BTC/bars", Crowd.Bars())
        .Answer("/api/v1/symbols/BTC/explain", Crowd.Explanation())
        .Answer($"/api/v1/symbols/{Crowd.Coin(0)}/cvd", Samples.Cvd())
        .Answer($"/api/v1/symbols/{Crowd.Coin(0)}/explain", Crowd.Explanation())
        .Answer("/api/v1/open-interest/BTC", Crowd.OpenInterest())
        .Answer("/api/v1/signals", Crowd.Signals())
        .Answer("/api/v1/signals/stats", Crowd.Statistics())
        .Answer("/api/v1/signals/sqz-BTC-1735718400000-L", Samples.Life())
        .Answer("/api/v1/positions", Crowd.Positions())
        .Answer("/api/v1/orders", Crowd.Orders())
        .Answer("/api/v1/ledger/BINANCE:btcusdt", Crowd.Ledger())
        .Answer("/api/v1/gaps", Crowd.Gaps())
        .Answer("/health", Samples.Health())
        .Answer("/api/v1/execution/checks", new[] { AccountCheckView.Note("pair_whitelist", "10 pairs, without SOL/USDT:USDT, WIF/USDT:USDT", "every coin that is followed", "add them to the bot's pair_whitelist") })
        .Answer("/api/v1/execution/pause", new { })
        .Answer("/api/v1/execution/resume", new { })
        .Answer("/api/v1/positions/77/close", new { })
        .Answer("/api/v1/feeds/BINANCE_FUTURES%2F17/restart", new { })
        .Answer("/api/v1/markets/BINANCE_FUTURES:1000000mogusdt", new { })
        .Events([]);
}
