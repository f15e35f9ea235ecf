using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Telemetry;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Exchanges.Rest.Requests;

namespace SqueezeFlow.Exchanges;

/// <summary>Registers what reads venues.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ExchangesOptions"/>, <see cref="FeedOptions"/>, <see cref="RestOptions"/> (checked at start) and
    /// <see cref="ExchangeRests"/> and <see cref="IFeedAccess"/>. Needs an <see cref="IConfiguration"/>; takes the registered <see cref="TimeProvider"/>, else the system's.
    /// </summary>
    public static IServiceCollection AddExchanges(this IServiceCollection services)
    {
        services.AddOptions<FeedOptions>().BindConfiguration(FeedOptions.Section).ValidateOnStart();
        services.AddOptions<RestOptions>()
            .Configure<IConfiguration>(static (options, configuration) =>
                options.CacheDirectory = Path.Combine(configuration["Data:Directory"] ?? "data", "instruments"))
            .BindConfiguration(RestOptions.Section)
            .ValidateOnStart();
        services.AddOptions<ExchangesOptions>()
            .Configure<IConfiguration>(static (options, configuration) =>
                configuration.GetSection(ExchangesOptions.Section).Bind(options.Venues))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<FeedOptions>, FeedOptionsValidator>();
        services.AddSingleton<IValidateOptions<RestOptions>, RestOptionsValidator>();
        services.AddSingleton<IValidateOptions<ExchangesOptions>, ExchangesOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SharedLimits>();
        services.AddSingleton<RequestGates>();
        services.AddTransient<RequestGateHandler>();

        // Retries lie outside the gate, so that every attempt passes it; the gate keeps time itself, since waiting for it is no failure.
        services.AddHttpClient(ExchangeRests.HttpClientName, static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .AddResilienceHandler(ExchangeRests.HttpClientName, static (pipeline, context) => Build(
                pipeline,
                context.ServiceProvider.GetRequiredService<IOptions<RestOptions>>().Value,
                context.ServiceProvider.GetRequiredService<TimeProvider>()));
        services.AddHttpClient(ExchangeRests.HttpClientName).AddHttpMessageHandler<RequestGateHandler>();

        // A failed attempt is no news, and its trace tells nobody anything: what does not answer is told once, by venue.
        services.AddHttpClient(ExchangeRests.HttpClientName).RemoveAllLoggers();
        services.Configure<TelemetryOptions>(static options => options.LoggerFactory = NullLoggerFactory.Instance);
        services.AddSingleton<VenueReach>();
        services.AddSingleton<RestShutdown>();
        services.AddHostedService(static provider => provider.GetRequiredService<RestShutdown>());
        services.AddSingleton(static provider => new ExchangeRests(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<IOptions<ExchangesOptions>>(),
            provider.GetRequiredService<IOptions<RestOptions>>(),
            provider.GetRequiredService<VenueReach>(),
            provider.GetRequiredService<RestShutdown>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ExchangeRests>>()));
        services.AddSingleton<IFeedAccess, FeedAccess>();
        return services;
    }

    private static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, RestOptions options, TimeProvider clock)
    {
        pipeline.TimeProvider = clock;
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldRetryAfterHeader = true,
            ShouldHandle = static outcome => ValueTask.FromResult(IsTransient(outcome.Outcome)),
        });
    }

    // What the venue refused for want of room was waited for at the gate; a body beyond the limit is as long the next time.
    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result: { } response } => response.StatusCode != HttpStatusCode.TooManyRequests && HttpClientResiliencePredicates.IsTransient(outcome),
        { Exception: HttpRequestException e } => e is { StatusCode: null, HttpRequestError: not HttpRequestError.ConfigurationLimitExceeded },
        _ => false,
    };
}
