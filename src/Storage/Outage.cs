namespace SqueezeFlow.Storage;

/// <summary>Since when something fails, so that it is told once when that begins and once when it ends. Used by one at a time.</summary>
/// <param name="clock">Wall time.</param>
internal sealed class Outage(TimeProvider clock)
{
    /// <summary>When it began; null when nothing fails.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>Something failed; true when an outage begins with it.</summary>
    public bool Begin()
    {
        var begins = Since is null;
        Since ??= clock.GetUtcNow();
        return begins;
    }

    /// <summary>Nothing fails any longer; the seconds of the outage that ends with it, null when there was none.</summary>
    public double? End()
    {
        var seconds = (clock.GetUtcNow() - Since)?.TotalSeconds;
        Since = null;
        return seconds;
    }
}
