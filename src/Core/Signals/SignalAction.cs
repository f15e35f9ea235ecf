namespace SqueezeFlow.Core.Signals;

/// <summary>What a signal asks of the executor.</summary>
public enum SignalAction
{
    /// <summary>Open a long position.</summary>
    Long,

    /// <summary>Open a short position.</summary>
    Short,

    /// <summary>Close the open position of the symbol.</summary>
    Close,
}
