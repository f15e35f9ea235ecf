using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Orders;

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
        services.AddSingleton<IValidateOptions<PaperOptions>, PaperOptionsValidator>();
        services.AddSingleton<IOrderGateway, PaperAccount>();
        return services;
    }
}
