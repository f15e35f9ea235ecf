using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Grains.Signals;

/// <summary>What a symbol must not forget.</summary>
internal sealed class OutboxState
{
    /// <summary>Signals without a final verdict, by id.</summary>
    public Dictionary<string, Signal> Pending { get; set; } = [];

    /// <summary>Where signals went, by id, those of the last day: the same decision goes to the same account, however the routes are changed.</summary>
    public Dictionary<string, RoutedSignal> Routed { get; set; } = [];

    /// <summary>Close of the last bar evaluated, milliseconds since 1970 UTC; 0 before the first.</summary>
    public long EvaluatedUnixMs { get; set; }

    /// <summary>Never-reset cumulative volume delta of spot at that close, USD.</summary>
    public double SpotCvd { get; set; }

    /// <summary>Never-reset cumulative volume delta of perpetuals at that close, USD.</summary>
    public double PerpCvd { get; set; }
}
