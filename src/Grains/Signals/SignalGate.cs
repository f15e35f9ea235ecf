using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Validation;

namespace SqueezeFlow.Grains.Signals;

/// <summary>The last check before a signal is given, over all symbols of a silo. Safe for concurrent use.</summary>
internal sealed class SignalGate
{
    /// <summary>How many may pass, and how soon again.</summary>
    public static SignalLimits Limits { get; } = new();

    private readonly Lock _gate = new();
    private readonly SignalValidator _validator = new(Limits, StrategyProfile.Corrected, DateTimeOffset.UnixEpoch);

    /// <summary>Checks a signal at its own bar's close: market time, so that a replay decides as life did.</summary>
    public SignalCheck Check(Signal signal)
    {
        lock (_gate)
        {
            return _validator.Check(signal, DateTimeOffset.FromUnixTimeMilliseconds(signal.BarCloseUnixMs));
        }
    }
}
