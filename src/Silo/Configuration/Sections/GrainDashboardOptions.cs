namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>The page that shows grains. Section <c>Dashboard</c>.</summary>
public sealed class GrainDashboardOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Dashboard";

    /// <summary>
    /// Whether <c>/dashboard</c> is there; it is guarded like everything else. Its collector looks at every call whether or not somebody watches,
    /// so it is there in <c>demo</c> and where it is asked for.
    /// </summary>
    public bool Enabled { get; set; }
}
