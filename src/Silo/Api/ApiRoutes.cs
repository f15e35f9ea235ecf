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
        services.AddOpenApi("v1");
        services.AddSingleton<ChangeGuard>();
        services.AddSingleton<BarQueries>();
        services.AddSingleton<MarketTime>();
        services.AddSingleton<Products>();
    }

    /// <summary>Adds guards and paths.</summary>
    public static void MapApi(this WebApplication app)
    {
        var guard = app.Services.GetRequiredService<ChangeGuard>();
        app.UseResponseCompression();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseReadsForAll();
        app.Use(next => context => guard.InvokeAsync(context, next));
        app.UseHeadAsGet();
        app.UseRouting();
        app.MapRootApi();
        app.MapHistoricalApi();
        app.MapHealthApi();
        app.MapOpenApi("/openapi/{documentName}.json");
        var api = app.MapGroup("/api/v1").WithTags("flow");
        api.MapStatusApi();
        api.MapFeedsApi();
        api.MapMarketsApi();
        api.MapSymbolsApi();
        api.MapSignalsApi();
        api.MapOrdersApi();
        api.MapPositionsApi();
        api.MapExecutionApi();
        api.MapLedgerApi();
        api.MapGapsApi();
        api.MapOpenInterestApi();
        api.MapEventsApi();
    }
}
