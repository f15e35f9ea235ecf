using Microsoft.Extensions.Options;
using Orleans.Dashboard;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Hosting;

/// <summary><c>/dashboard</c>, where <see cref="GrainDashboardOptions"/> want it.</summary>
internal static class GrainDashboard
{
    /// <summary>Collects what it shows.</summary>
    public static void AddGrainDashboard(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<GrainDashboardOptions>().BindConfiguration(GrainDashboardOptions.Section);
        if (builder.Configuration.GetSection(GrainDashboardOptions.Section).Get<GrainDashboardOptions>() is { Enabled: true })
        {
            builder.UseOrleans(silo => silo.AddDashboard());
        }
    }

    /// <summary>Adds the pages.</summary>
    public static void MapGrainDashboard(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<GrainDashboardOptions>>().Value.Enabled)
        {
            app.MapOrleansDashboard("/dashboard").ExcludeFromDescription();
        }
    }
}
