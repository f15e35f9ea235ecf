using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Symbols.Shadowing;

internal static class ShadowMetrics
{
    public static readonly Meter Meter = new("SqueezeFlow.Shadows");

    public static readonly Counter<long> Fills = Meter.CreateCounter<long>("shadows.fills", "{order}", "Orders of shadows that were filled, on paper.");
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("shadows.failures", "{bar}", "Bars that shadows could not take, or whose books could not be kept; live is not touched by it.");
}
