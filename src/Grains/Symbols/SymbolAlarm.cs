namespace SqueezeFlow.Grains.Symbols;

/// <summary>When a symbol wants to be called, at the latest. Set by the symbol, asked by the silo's clock; safe for both.</summary>
/// <param name="symbol">Base coin.</param>
internal sealed class SymbolAlarm(string symbol)
{
    private const long Never = long.MaxValue;

    private long _dueUnixMs = Never;
    private long _leavesSinceUnixMs;
    private int _isRinging;

    /// <summary>Base coin.</summary>
    public string Symbol { get; } = symbol;

    /// <summary>Wall time of the call, milliseconds since 1970 UTC; null when none is wanted.</summary>
    public long? DueUnixMs => LeavesSinceUnixMs ?? (Volatile.Read(ref _dueUnixMs) is var due and < Never ? due : null);

    /// <summary>Since when the symbol, which belongs on another silo, is to leave this one, milliseconds since 1970 UTC; null when it may stay.</summary>
    public long? LeavesSinceUnixMs => Volatile.Read(ref _leavesSinceUnixMs) is var since and > 0 ? since : null;

    /// <summary>The symbol is to leave: it is called at once, and again until it has gone, whatever it sets meanwhile. One that trades all the time sets it anew with every batch.</summary>
    public void AskToLeave(long nowUnixMs) => Interlocked.CompareExchange(ref _leavesSinceUnixMs, nowUnixMs, 0);

    /// <summary>Calls at a time instead of the one set before; null for never.</summary>
    public void Set(long? unixMs) => Volatile.Write(ref _dueUnixMs, unixMs ?? Never);

    /// <summary>Whether the call is due and none is under way; then one is from now on, and the alarm is off until it is set again.</summary>
    public bool TryRing(long nowUnixMs)
    {
        if (LeavesSinceUnixMs is not null)
        {
            return Interlocked.Exchange(ref _isRinging, 1) == 0;
        }

        var due = Volatile.Read(ref _dueUnixMs);
        return due <= nowUnixMs &&
            Interlocked.Exchange(ref _isRinging, 1) == 0 &&
            Interlocked.CompareExchange(ref _dueUnixMs, Never, due) is var found &&
            (found == due || Quieten());
    }

    /// <summary>The call is over.</summary>
    public void Answered() => Volatile.Write(ref _isRinging, 0);

    // It was set anew in the very moment.
    private bool Quieten()
    {
        Answered();
        return false;
    }
}
