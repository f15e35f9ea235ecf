using System.Diagnostics.Metrics;

namespace SqueezeFlow.Silo.Api.Answers;

/// <summary>Measures of the HTTP side.</summary>
internal static class ApiMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "SqueezeFlow.Silo";

    private static readonly Meter Meter = new(Name);

    /// <summary>Answers that could not be made.</summary>
    public static Counter<long> Failures { get; } = Meter.CreateCounter<long>("api.failures", "{answer}", "Answers that could not be made.");
}
