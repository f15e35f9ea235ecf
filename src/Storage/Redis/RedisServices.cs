using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Storage.Redis;

/// <summary>Registers publishing to Redis.</summary>
public static class RedisServices
{
    /// <summary>
    /// Publishes the signals of the embedded store's record to the server of section <c>Redis</c> besides, with <see cref="SignalMirror"/> to ask how it goes and
    /// <see cref="IAlertChannel"/> beside it.
    /// Needs <see cref="SqliteServices.AddSqliteStorage"/> before it and an <see cref="IMarketClock"/>. A server that cannot be used ends the start with
    /// <see cref="RedisUnusableException"/>.
    /// </summary>
    public static IServiceCollection AddRedisMirror(this IServiceCollection services)
    {
        services.AddOptions<RedisOptions>().BindConfiguration(RedisOptions.Section);
        services.TryAddSingleton<RedisServer>();
        services.TryAddSingleton<IRedisServer>(provider => provider.GetRequiredService<RedisServer>());
        services.TryAddSingleton<IAlertChannel>(provider => new RedisAlertChannel(
            () => provider.GetRequiredService<RedisServer>().Database, provider.GetRequiredService<IOptions<RedisOptions>>().Value.KeyPrefix));
        services.TryAddSingleton<MirrorQueue>();
        services.TryAddSingleton(Mirror);
        services.Wrap<ISignalPublisher>((provider, inner) => new MirroredSignalPublisher(inner, provider.GetRequiredService<MirrorQueue>()));
        services.AddHostedService<RedisStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<SignalMirror>());
        return services;
    }

    private static SignalMirror Mirror(IServiceProvider provider)
    {
        var (server, clock) = (provider.GetRequiredService<IRedisServer>(), provider.GetRequiredService<TimeProvider>());
        return new(
            provider.GetRequiredService<MirrorQueue>(),
            provider.GetRequiredService<SignalRecords>().Signals,
            new(provider.GetRequiredService<IKeyValueStore>()),
            server,
            new(provider.GetRequiredService<IOptions<RedisOptions>>().Value.Pause, clock),
            provider.GetRequiredService<IMarketClock>(),
            clock,
            new(server.Address, clock, provider.GetRequiredService<ILogger<SignalMirror>>()));
    }
}
