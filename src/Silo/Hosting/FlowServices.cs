using SqueezeFlow.Execution.Freqtrade;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Simulation.Paper;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>Chooses what stands behind the ports of the flow.</summary>
internal static class FlowServices
{
    /// <summary>Adds venues, grains, store and account.</summary>
    public static void AddFlow(this IServiceCollection services, IConfiguration configuration, ServiceMode mode)
    {
        if (mode.IsLive && Freqtrade.IsChosen(configuration))
        {
            services.AddFreqtradeExecution();
        }
        else
        {
            services.AddPaperAccount();
        }
    }
}
