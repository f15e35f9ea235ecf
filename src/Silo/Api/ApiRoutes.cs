using SqueezeFlow.Core.Api;
using SqueezeFlow.Silo.Api.Access;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Bars;
using SqueezeFlow.Silo.Api.Charts;
using SqueezeFlow.Silo.Api.Description;
using SqueezeFlow.Silo.Api.Execution;
using SqueezeFlow.Silo.Api.External;
using SqueezeFlow.Silo.Api.Feeds;
using SqueezeFlow.Silo.Api.Json;
using SqueezeFlow.Silo.Api.Notifications;
using SqueezeFlow.Silo.Api.Overview;
using SqueezeFlow.Silo.Api.Pages;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Api.Shadowing;
using SqueezeFlow.Silo.Api.Signals;
using SqueezeFlow.Silo.Api.Symbols;
using SqueezeFlow.Silo.Api.Symbols.Figures;

namespace SqueezeFlow.Silo.Api;

/// <summary>Everything that is answered over HTTP.</summary>
internal static class ApiRoutes
{
    /// <summary>Adds what the paths need beyond the flow itself.</summary>
    public static void AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => SiloJson.Apply(options.SerializerOptions));
        services.AddTransport();
        services.AddProblemDetails();
        services.AddExceptionHandler<FailureAnswer>();
        services.AddDescription();
        services.AddAccess();
        services.AddSingleton<BarQueries>();
        services.AddSingleton<BarImport>();
        services.AddSingleton<ChartBars>();
        services.AddSingleton<MarketTime>();
        services.AddSingleton<ServiceClock>();
        services.AddSingleton<FigureBook>();
        services.AddSingleton<Products>();
        services.AddSingleton<KnownNames>();
        services.AddSingleton<SignalLives>();
        services.AddSingleton<ExecutionChecks>();
        services.AddExternalSignals();
    }

    /// <summary>Adds guards and paths.</summary>
    public static void MapApi(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAccess();
        app.UseHeadAsGet();
        app.UseRouting();
        app.UseChangeNotes();
        app.MapScreenApi();
        app.MapHistoricalApi();
        app.MapHealthApi();
        app.MapOpenApi("/openapi/{documentName}.json");
        var api = app.MapGroup(ApiPaths.Root).WithTags("flow").AddEndpointFilter<RouteGroupBuilder, UnknownParameters>().AddEndpointFilter<RouteGroupBuilder, SequenceHeader>();
        api.MapStatusApi();
        api.MapFeedsApi();
        api.MapVenuesApi();
        api.MapSimulatedVenuesApi();
        api.MapMarketsApi();
        api.MapSymbolsApi();
        api.MapFiguresApi();
        api.MapSignalsApi();
        api.MapSignalLifeApi();
        api.MapExternalSignalsApi();
        api.MapShadowsApi();
        api.MapOrdersApi();
        api.MapPositionsApi();
        api.MapExecutionApi();
        api.MapLedgerApi();
        api.MapGapsApi();
        api.MapOpenInterestApi();
        api.MapNotificationsApi();
        api.MapEventsApi();
    }
}
