using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Spool.Fencing;
using SqueezeFlow.Storage.Spool.Sending;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Storage.Spool;

/// <summary>Registers the spool.</summary>
public static class SpoolServices
{
    /// <summary>
    /// An <see cref="ISpool"/> on disk in front of the registered <see cref="ISpoolTarget"/>, and the service that sends. Options from section <c>Spool</c>; without a folder of
    /// its own it takes <c>spool</c> below <c>Data:Directory</c>. A folder that cannot be used ends the start. Hosted services stop in reverse order: whoever appends is to be
    /// registered after it, so that its last batches are still sent; the place of the first call counts.
    /// </summary>
    public static IServiceCollection AddSpool(this IServiceCollection services)
    {
        services.AddOptions<DataOptions>().BindConfiguration(DataOptions.Section);
        services.AddOptions<SpoolOptions>().BindConfiguration(SpoolOptions.Section).PostConfigure<IOptions<DataOptions>>(static (spool, data) =>
            spool.Directory = spool.Directory.Length > 0 ? spool.Directory : Path.Combine(data.Value.Directory, "spool"));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider => new DiskSpool(
            provider.GetRequiredService<IOptions<SpoolOptions>>().Value,
            provider.GetRequiredService<ISpoolTarget>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DiskSpool>>(),
            provider.GetService<ISpoolFence>()));
        services.TryAddSingleton<IWriteProgress>(static provider => provider.GetRequiredService<DiskSpool>());
        services.TryAddSingleton<ISpool>(static provider => provider.GetRequiredService<DiskSpool>());
        services.AddHostedService(static provider => new SpoolStartup(provider.GetRequiredService<DiskSpool>(), provider.GetService<ISpoolFence>()));
        services.AddHostedService(static provider => new SpoolSender(
            provider.GetRequiredService<DiskSpool>(),
            provider.GetRequiredService<ISpoolTarget>(),
            provider.GetRequiredService<IOptions<SpoolOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ISpoolFence>()));
        return services;
    }
}
