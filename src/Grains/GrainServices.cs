using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Execution.Accounts;
using SqueezeFlow.Grains.Execution.Risk;
using SqueezeFlow.Grains.Execution.Trail;
using SqueezeFlow.Grains.Feeds;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Grains.Feeds.Moves;
using SqueezeFlow.Grains.Feeds.Planning;
using SqueezeFlow.Grains.Feeds.Replays;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Grains.Leaving;
using SqueezeFlow.Grains.OpenInterest;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Signals.External;
using SqueezeFlow.Grains.Signals.Trail;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols;
using SqueezeFlow.Grains.Symbols.History;
using SqueezeFlow.Grains.Symbols.Shadowing;
using SqueezeFlow.Grains.Symbols.Stored;
using SqueezeFlow.Interfaces.Cluster;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains;

/// <summary>Registers grains and what stands beside them on every silo.</summary>
public static class GrainServices
{
    /// <summary>
    /// Adds the flow from feed to position. Needs the ports of Core, the venues, <see cref="Screen.IScreen"/>, a
    /// <see cref="TimeProvider"/>, the grain storage <see cref="GrainStateStorage"/> and the stream provider <see cref="SignalChannel.Provider"/>. Registered after
    /// the silo, so that it stops before it.
    /// </summary>
    public static IServiceCollection AddGrains(this IServiceCollection services)
    {
        services.AddWireJson();
        services.AddChecked<SiloOptions>(SiloOptions.Section);
        services.AddChecked<FeedSelectionOptions>(FeedSelectionOptions.Section);
        services.AddChecked<EvaluationOptions>(EvaluationOptions.Section);
        services.AddChecked<ExecutionOptions>(ExecutionOptions.Section);
        services.AddChecked<OpenInterestOptions>(OpenInterestOptions.Section);
        services.AddChecked<RouterOptions>(RouterOptions.Section);
        services.AddChecked<BarWriterOptions>(BarWriterOptions.Section);
        services.AddHosted<ExecutionEnd>();
        services.TryAddSingleton<INotifier>(NoNotifier.Instance);
        AddCluster(services);
        AddSignals(services);
        AddSymbols(services);
        AddFeeds(services);
        AddOpenInterest(services);
        services.AddSingleton<IDataCertainty, GrainDataCertainty>();
        services.TryAddSingleton(p => p.GetRequiredService<IConfiguration>() is var configuration && IsOrdered(p)
            ? ExecutionAccounts.MainOf(configuration)
            : ExecutionAccounts.RoutesOf(configuration));
        services.AddSingleton<OrderNotes>();
        services.AddSingleton<AccountDesks>();
        services.AddSingleton<PositionViews>();
        services.AddSingleton<IPipeline, Pipeline>();
        return services;
    }

    /// <summary>
    /// Makes a silo of several keep what it reads until it is stored for all of them. Besides the ports of <see cref="AddGrains"/> it needs <see cref="IMarketOwners"/>.
    /// </summary>
    public static IServiceCollection AddKeptTrades(this IServiceCollection services)
    {
        services.TryAddSingleton<KeptTrades>();
        services.AddSingleton<IHealthProbe>(p => p.GetRequiredService<KeptTrades>());
        services.AddHosted<SymbolMover>();
        return services;
    }

    /// <summary>Adds how views and records cross silos; clients of a cluster need it too.</summary>
    public static IServiceCollection AddWireJson(this IServiceCollection services) =>
        services
            .AddSingleton<IGeneralizedCopier, SharedRecords>()
            .AddSerializer(builder => builder.AddJsonSerializer(
                IsCold, static _ => false, json => json.Configure(options => options.SerializerOptions = WireJson.Options)));

    private static void AddCluster(IServiceCollection services)
    {
        services.AddSingleton<ClusterMembers>();
        services.AddSingleton<SiloClient<ISiloLink>>();
        services.AddSingleton<SiloLinks>();
        services.AddGrainService<SiloLink>();
        services.AddHosted<LimitSharing>();
        services.AddPlacementDirector<RendezvousStrategy, RendezvousDirector>();
    }

    private static void AddSignals(IServiceCollection services)
    {
        services.AddSingleton<CycleClock>();
        services.AddSingleton<WallClock>();
        services.AddSingleton<FreeSchedule>();
        services.AddSingleton<OrderedSchedule>();
        services.AddSingleton<SignalGate>();
        services.AddHosted<TrailRecorder>();
        services.AddSingleton<IStepRecorder>(p => p.GetRequiredService<TrailRecorder>());
        services.AddSingleton<SignalNotes>();
        services.AddSingleton<ClosablePositions>();
        services.AddSingleton<ExternalDesk>();
        services.AddSingleton<IMarketClock>(p => IsOrdered(p) ? p.GetRequiredService<CycleClock>() : p.GetRequiredService<WallClock>());
        services.AddSingleton<IEvaluationSchedule>(p => IsOrdered(p) ? p.GetRequiredService<OrderedSchedule>() : p.GetRequiredService<FreeSchedule>());
        services.AddSingleton<IMarketPrices, GrainMarketPrices>();
        services.AddHostedService(p => p.GetRequiredService<OrderedSchedule>());
    }

    private static void AddSymbols(IServiceCollection services)
    {
        services.AddHosted<BarWriter>();
        services.AddSingleton<IHealthProbe>(p => p.GetRequiredService<BarWriter>());
        services.AddSingleton<StoredMarkets>();
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<HistoryLoader>(p, VenuesOf(p)));
        services.AddChecked<RefillOptions>(RefillOptions.Section);
        services.AddSingleton<SearchBook>();
        services.AddSingleton(p =>
        {
            var filler = ActivatorUtilities.CreateInstance<GapFiller>(p, VenuesOf(p));
            filler.LeavesRestarts = IsOrdered(p);
            return filler;
        });
        services.AddHostedService(p => p.GetRequiredService<GapFiller>());
        services.AddHosted<SymbolTicker>();
        services.AddOptions<ShadowOptions>().BindConfiguration(ShadowOptions.Section);
        services.AddSingleton<ShadowBoard>();
        services.AddSingleton<BatchSource>();
        services.AddSingleton<SymbolServices>();
    }

    private static void AddFeeds(IServiceCollection services)
    {
        services.AddSingleton<ExchangePlanner>();
        services.AddSingleton<ReplayFeed>();
        services.AddHosted<TradeRouter>();
        services.AddHosted<FeedHost>();
        services.AddSingleton<SiloClient<IFeedLink>>();
        services.AddSingleton<FeedMove>();
        services.AddGrainService<FeedLink>();
        services.AddHosted<FeedMover>();
        services.AddSingleton<FeedDrain>();
        services.AddHosted<SiloDrain>();
        services.AddHosted<FeedSupervisor>();
    }

    private static void AddOpenInterest(IServiceCollection services)
    {
        services.AddSingleton<OpenInterestVenues>();
        services.AddSingleton<OpenInterestClock>();
        services.AddSingleton<IOpenInterestChange, GrainOpenInterestChange>();
        services.AddHosted<OpenInterestSupervisor>();
    }

    // Views and records are read by people: rare, and worth being readable. Trades have a codec of their own.
    internal static bool IsCold(Type type) =>
        type.Namespace is { } space && space.StartsWith("SqueezeFlow.", StringComparison.Ordinal) && type.Namespace != typeof(Core.Trades.Trade).Namespace;

    // A recording has no venue behind it.
    private static ExchangeRests VenuesOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<FeedSelectionOptions>>().Value.Enabled ? provider.GetRequiredService<ExchangeRests>() : ExchangeRests.None;

    private static bool IsOrdered(IServiceProvider provider) => provider.GetRequiredService<IOptions<EvaluationOptions>>().Value.Mode.Schedule == BarSchedule.InOrder;

    private static void AddHosted<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(p => p.GetRequiredService<T>());
    }

    private static void AddChecked<T>(this IServiceCollection services, string section)
        where T : class => services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
