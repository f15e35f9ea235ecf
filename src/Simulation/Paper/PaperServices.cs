using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;

namespace SqueezeFlow.Simulation.Paper;

/// <summary>The door to the paper account.</summary>
public static class PaperServices
{
    /// <summary>
    /// Makes the paper account the host's <see cref="IOrderGateway"/>. It needs an <see cref="IPaperLedger"/> and an
    /// <see cref="IMarketPrices"/> from elsewhere; its options are checked at start.
    /// </summary>
    public static IServiceCollection AddPaperAccount(this IServiceCollection services)
    {
        services.AddOptions<PaperOptions>().BindConfiguration(PaperOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PaperOptions>, PaperOptionsValidator>());
        services.AddSingleton<IOrderGateway, PaperAccount>();
        return services;
    }

    /// <summary>Adds a further paper account as <see cref="IOrderGateway"/> under its name, with books of its own. It needs <see cref="IPaperLedgers"/>.</summary>
    public static IServiceCollection AddPaperAccount(this IServiceCollection services, string account)
    {
        services.AddOptions<PaperOptions>().BindConfiguration(PaperOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PaperOptions>, PaperOptionsValidator>());
        return services.AddKeyedSingleton<IOrderGateway>(account, (provider, _) =>
            ActivatorUtilities.CreateInstance<PaperAccount>(provider, provider.GetRequiredService<IPaperLedgers>().LedgerOf(account)));
    }
}
