using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.News;
using SqueezeFlow.Execution.Freqtrade.Inspection;
using SqueezeFlow.Execution.Freqtrade.Mapping;
using SqueezeFlow.Execution.Freqtrade.Messages;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Rest.Credentials;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade;

/// <summary>Registers execution through a FreqTrade bot.</summary>
public static class FreqtradeServices
{
    private const string HttpName = "freqtrade";

    /// <summary>The bot drops an idle connection after 5 s; a POST must never land on a dying one.</summary>
    private static readonly TimeSpan IdleConnection = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Adds <see cref="IOrderGateway"/>, <see cref="IFreqtradeMonitor"/> and <see cref="IBotInspection"/> over the bot that the configuration names: section
    /// <c>Execution:Freqtrade</c> or the variables <c>FREQTRADE_API_URL</c>, <c>_USERNAME</c>, <c>_PASSWORD</c> or
    /// <c>_PASSWORD_FILE</c>, <c>_WS_TOKEN</c> or <c>_WS_TOKEN_FILE</c>, <c>_TIMEOUT</c>; <c>Execution:AllowLive</c> for a bot that moves real money. Checked at start. An <see cref="IAccountListener"/> hears of the bot's messages.
    /// </summary>
    public static IServiceCollection AddFreqtradeExecution(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<FreqtradeOptions>, FreqtradeOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FreqtradeOptions>, FreqtradeOptionsValidator>());
        services.AddOptions<FreqtradeOptions>().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<FreqtradeOptions>>().Value);
        return services.AddBot();
    }

    /// <summary>
    /// Adds the bot of a further account: <see cref="IOrderGateway"/>, <see cref="IFreqtradeMonitor"/> and <see cref="IBotInspection"/> under the account's name, from section
    /// <c>Execution:Accounts:NAME:Freqtrade</c>. It shares nothing with other bots: not connections, not tokens, not pauses.
    /// </summary>
    public static IServiceCollection AddFreqtradeExecution(this IServiceCollection services, string account)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<FreqtradeOptions>, FreqtradeOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FreqtradeOptions>, FreqtradeOptionsValidator>());
        services.AddOptions<FreqtradeOptions>(account).ValidateOnStart();
        services.AddKeyedSingleton(account, (provider, _) => new FreqtradeBot(
            provider.GetRequiredService<IOptionsMonitor<FreqtradeOptions>>().Get(account),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetService<INotifier>() ?? NoNotifier.Instance,
            provider.GetKeyedService<IAccountListener>(account)));
        services.AddKeyedSingleton(account, (provider, key) => provider.GetRequiredKeyedService<FreqtradeBot>(key).Get<IOrderGateway>());
        services.AddKeyedSingleton(account, (provider, key) => provider.GetRequiredKeyedService<FreqtradeBot>(key).Get<IFreqtradeMonitor>());
        services.AddKeyedSingleton(account, (provider, key) => provider.GetRequiredKeyedService<FreqtradeBot>(key).Get<IBotInspection>());
        return services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<FreqtradeBot>(account));
    }

    /// <summary>All that belongs to one bot whose options are there.</summary>
    internal static IServiceCollection AddBot(this IServiceCollection services)
    {
        AddHttp(services);
        services.AddSingleton(provider => new PairNames(provider.GetRequiredService<FreqtradeOptions>().Pairs));
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<FreqtradeOptions>();
            return new EntryBreaker(options.Account, options.FailuresBeforePause, options.Pause, provider.GetService<INotifier>() ?? NoNotifier.Instance, provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<PositionMapping>();
        services.AddSingleton<TagSearch>();
        services.AddSingleton<FreqtradeEntries>();
        services.AddSingleton<FreqtradeExits>();
        services.AddSingleton<IOrderGateway, FreqtradeGateway>();
        services.AddSingleton<IFreqtradeMonitor, FreqtradeMonitor>();
        services.AddSingleton<IBotInspection, BotInspection>();
        services.AddHostedService<FreqtradeStartupCheck>();
        AddMessages(services);
        return services;
    }

    private static void AddMessages(IServiceCollection services)
    {
        services.AddSingleton<MessageLinkStatus>();
        services.AddSingleton<MessageSocket>();
        services.AddSingleton(provider => new StirBell(provider.GetService<IAccountListener>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<MessageLink>();
    }

    private static void AddHttp(IServiceCollection services)
    {
        services.AddHttpClient(HttpName)
            .ConfigureHttpClient((provider, http) =>
            {
                http.BaseAddress = provider.GetRequiredService<FreqtradeOptions>().BaseAddress;
                http.Timeout = Timeout.InfiniteTimeSpan;
                http.MaxResponseContentBufferSize = 64 * 1024 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                PooledConnectionIdleTimeout = IdleConnection,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectTimeout = TimeSpan.FromSeconds(5),
                AllowAutoRedirect = false,
                UseCookies = false,

                // The password goes to the bot, not through whatever the environment names.
                UseProxy = false,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

        services.AddSingleton<SecretMask>();
        services.AddSingleton<AnswerClassifier>();
        services.AddSingleton(provider => new FreqtradeTransport(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpName),
            provider.GetRequiredService<AnswerClassifier>(),
            provider.GetRequiredService<SecretMask>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<FreqtradeOptions>().Account));
        services.AddSingleton<IFreqtradeCredentials>(provider =>
        {
            var options = provider.GetRequiredService<FreqtradeOptions>();
            return options.Authentication == FreqtradeAuthentication.Token
                ? ActivatorUtilities.CreateInstance<TokenCredentials>(provider)
                : new BasicCredentials(options);
        });
        services.AddSingleton<FreqtradeClient>();
    }
}
