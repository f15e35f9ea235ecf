namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>Compares the bot's clock with ours by the <c>Date</c> of its answers, which tell whole seconds. Safe for concurrent use.</summary>
internal sealed class BotClock(TimeProvider clock)
{
    private long _aheadTicks = long.MinValue;

    /// <summary>How far it is ahead of ours; null until an answer told its time.</summary>
    public TimeSpan? Ahead => Interlocked.Read(ref _aheadTicks) is var ticks and not long.MinValue ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>An answer has come.</summary>
    public void Note(DateTimeOffset? date, TimeSpan roundTrip)
    {
        if (date is { } told)
        {
            // Half a second for what the header leaves out, half the way for the time it was written.
            var ahead = told + TimeSpan.FromSeconds(0.5) - (clock.GetUtcNow() - (roundTrip / 2));
            Interlocked.Exchange(ref _aheadTicks, ahead.Ticks);
        }
    }
}
