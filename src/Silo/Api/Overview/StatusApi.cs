using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Grains.Health.Silos;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Silo.Health;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Overview;

/// <summary><c>/api/v1/status</c>: the service at a glance.</summary>
internal static class StatusApi
{
    /// <summary>Adds the path.</summary>
    public static void MapStatusApi(this IEndpointRouteBuilder api) =>
        api.MapGet(ApiPaths.Status, ReadAsync).Produces<StatusView>().WithName("getStatus").WithSummary("The service at a glance.");

    private static async Task<IResult> ReadAsync(
        string? account,
        IGrainAccess grains,
        IScreen screen,
        ServiceMode mode,
        HealthMonitor monitor,
        IClusterWatch cluster,
        IOptions<ClusterSettings> settings,
        VenueReach reach,
        IConfiguration configuration,
        TimeProvider clock,
        CancellationToken stop)
    {
        var inputs = new Inputs();
        var asked = AskedAccounts.Read(inputs, account, grains);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        var asOf = screen.Sequence;
        var feeds = await grains.GetFeedsAsync(stop);
        var symbols = await grains.GetSymbolsAsync(stop);
        var health = await monitor.ReadAsync(stop);
        var silos = await cluster.GetSilosAsync(stop);
        var accounts = await AccountsAsync(asked, grains.Routes);
        return Results.Ok(new StatusView(
            ServiceVersion.Text,
            mode.Name,
            settings.Value.Mode.ToString().ToLowerInvariant(),
            health.Level,
            mode.StartedAt,
            clock.GetUtcNow(),
            symbols.All(symbol => symbol.MarketTime is not null) ? symbols.Min(symbol => symbol.MarketTime) : null,
            asOf,
            feeds.Count(feed => feed.State == FeedStates.Connected),
            feeds.Count,
            feeds.Sum(feed => feed.Markets),
            symbols.Count,
            feeds.Sum(feed => feed.Trades),
            feeds.Sum(feed => feed.TradesPerSecond),
            silos.Sum(silo => silo.Signals),
            accounts.Sum(one => one.OpenPositions),
            string.Join(", ", accounts.Select(one => one.Behind ?? "unreachable")),
            accounts.Sum(one => one.TotalUsd ?? 0),
            accounts.All(one => one.Paused))
        {
            Accounts = accounts,
            Silos = silos,
            Unreachable = reach.Sentence,
            OpenToOthers = SiloConfiguration.IsOpenToOthers(configuration),
            Reasons = [.. health.Parts.Where(part => part.Level != HealthLevels.Healthy).Select(part => $"{part.Name}: {part.Reason}")],
        });
    }

    private static async Task<AccountView[]> AccountsAsync(AskedAccounts asked, AccountRoutes routes)
    {
        var health = await asked.AskAsync(executor => executor.GetHealthAsync());
        return [.. asked.Names.Zip(health).Select(pair => new AccountView(
            pair.First,
            pair.Second.Account?.Name,
            pair.Second.Account?.IsDryRun,
            pair.Second.Account?.TotalUsd,
            pair.Second.Account?.FreeUsd,
            pair.Second.Open,
            pair.Second.IsPaused,
            routes.Routes.FirstOrDefault(route => route.Account == pair.First)?.ToString(),
            pair.Second.Account is null ? pair.Second.Problem ?? "it does not say why" : null)
        {
            Limits = pair.Second.Limits,
        })];
    }
}
