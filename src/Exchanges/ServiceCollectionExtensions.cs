using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Rest;

namespace SqueezeFlow.Exchanges;

/// <summary>Registers what reads venues.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ExchangesOptions"/>, <see cref="FeedOptions"/>, <see cref="RestOptions"/> (checked at start) and
    /// <see cref="ExchangeRests"/>. Needs an <see cref="IConfiguration"/>; takes the registered <see cref="TimeProvider"/>, else the system's.
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
        services.AddHttpClient(ExchangeRests.HttpClientName)
            .AddResilienceHandler(ExchangeRests.HttpClientName, static (pipeline, context) =>
                Build(pipeline, context.ServiceProvider.GetRequiredService<IOptions<RestOptions>>().Value));
        services.AddSingleton<ExchangeRests>();
        return services;
    }

    private static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, RestOptions options) => pipeline
        .AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldRetryAfterHeader = true,
            ShouldHandle = static outcome => ValueTask.FromResult(
                HttpClientResiliencePredicates.IsTransient(outcome.Outcome) || (int?)outcome.Outcome.Result?.StatusCode is 418),
        })
        .AddTimeout(options.Timeout);
}
