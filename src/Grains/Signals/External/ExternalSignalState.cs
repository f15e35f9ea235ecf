using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;

namespace SqueezeFlow.Grains.Signals.External;

/// <summary>What is remembered of one signal from outside. The store deletes it by <see cref="KeptUnixMs"/>, with the record of the signal.</summary>
internal sealed class ExternalSignalState
{
    /// <summary>Name under which it is stored.</summary>
    public const string Name = "external";

    /// <summary>What was sent; null before anything was.</summary>
    public ExternalSignal? Sent { get; set; }

    /// <summary>The signal that was made of it.</summary>
    public Signal? Signal { get; set; }

    /// <summary>Why the last check before signals are given refused it; null when it did not.</summary>
    public string? Refused { get; set; }

    /// <summary>Whether it was handed over.</summary>
    public bool IsGiven { get; set; }

    /// <summary>Market time at which it came, milliseconds since 1970 UTC.</summary>
    public long KeptUnixMs { get; set; }
}
