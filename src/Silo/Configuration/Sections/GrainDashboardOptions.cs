namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>The page that shows grains. Section <c>Dashboard</c>.</summary>
public sealed class GrainDashboardOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Dashboard";

    /// <summary>Whether <c>/dashboard</c> is there; it is guarded like everything else.</summary>
    public bool Enabled { get; set; } = true;
}
