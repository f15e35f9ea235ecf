namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>
/// Tells when a connection that delivered trades delivers none any more: sooner than its heartbeat would. Looked at every few seconds by one
/// thread.
/// </summary>
/// <param name="clock">The host's clock.</param>
internal sealed class Silence(TimeProvider clock)
{
    private const int FewestTrades = 20;
    private const double Gaps = 3;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private long _windowBegan = clock.GetTimestamp();
    private long _windowTrades;
    private long _trades;
    private long _lastTrade = clock.GetTimestamp();
    private TimeSpan? _usual;

    /// <summary>
    /// How long no trade has come, when that is three times the usual time between two and at least 15 s; never later than 30 s on a connection
    /// that usually delivers one every ten. Null while nothing is wrong, or too little is known.
    /// </summary>
    /// <param name="trades">Trades of the connection so far.</param>
    public TimeSpan? Look(long trades)
    {
        if (trades != _trades)
        {
            _trades = trades;
            _lastTrade = clock.GetTimestamp();
        }

        var window = clock.GetElapsedTime(_windowBegan);
        var inWindow = trades - _windowTrades;
        if (inWindow >= FewestTrades && (_usual is null || window >= Window))
        {
            _usual = window / inWindow;
        }

        if (window >= Window)
        {
            (_windowBegan, _windowTrades) = (clock.GetTimestamp(), trades);
        }

        var silent = clock.GetElapsedTime(_lastTrade);
        return _usual is { } usual && usual * Gaps <= Longest && silent >= TimeSpan.FromTicks(Math.Max(Shortest.Ticks, (usual * Gaps).Ticks)) ? silent : null;
    }
}
