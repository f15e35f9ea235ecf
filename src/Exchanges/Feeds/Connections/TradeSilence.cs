using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>
/// Tells when a connection that delivered trades delivers none any more: sooner than its heartbeat would. What is usual is the sum of what is
/// usual for each market that is followed and was not silent before: a market that is taken away, delisted or halted takes its trades with it.
/// Looked at every few seconds by one thread.
/// </summary>
/// <param name="clock">The host's clock.</param>
internal sealed class TradeSilence(TimeProvider clock)
{
    private const int FewestTrades = 20;

    // Trades that come by chance leave ten times their usual gap once in twenty thousand, three times once in twenty.
    private const double Gaps = 10;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // Longer than the time between two looks.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(10);

    private readonly Dictionary<MarketSlot, Habit> _habits = [];
    private long _lastTrade = clock.GetTimestamp();

    /// <summary>
    /// How long no trade has come, when that is ten times the usual time between two and at least 15 s. Null while nothing is wrong, too little is
    /// known, or trades are so rare that it would take more than five minutes to tell.
    /// </summary>
    /// <param name="markets">The markets that are followed.</param>
    public TimeSpan? Check(IReadOnlyList<MarketSlot> markets)
    {
        var now = clock.GetTimestamp();
        Forget(markets);
        foreach (var market in markets)
        {
            if (!_habits.TryGetValue(market, out var habit))
            {
                _habits.Add(market, habit = new(now, clock));
            }

            if (habit.Observe(market.Trades, now))
            {
                _lastTrade = now;
            }
        }

        var silent = clock.GetElapsedTime(_lastTrade, now);
        return silent >= Shortest && UsualGap() is { } usual && usual * Gaps <= Longest && silent >= usual * Gaps ? silent : null;
    }

    private void Forget(IReadOnlyList<MarketSlot> markets)
    {
        if (_habits.Count > markets.Count || !markets.All(_habits.ContainsKey))
        {
            var followed = markets.ToHashSet();
            foreach (var gone in _habits.Keys.Where(slot => !followed.Contains(slot)).ToArray())
            {
                _habits.Remove(gone);
            }
        }
    }

    // Of the markets that had not fallen silent when the last trade of all came.
    private TimeSpan? UsualGap()
    {
        var (rate, trades) = (0.0, 0L);
        foreach (var habit in _habits.Values)
        {
            var own = habit.RateUntil(_lastTrade);
            var pause = TimeSpan.FromSeconds(Gaps / Math.Max(own, 1 / Longest.TotalSeconds));
            if (own > 0 && clock.GetElapsedTime(habit.LastTrade, _lastTrade) <= (pause > ShortestPause ? pause : ShortestPause))
            {
                rate += own;
                trades += habit.Known;
            }
        }

        return trades >= FewestTrades ? TimeSpan.FromSeconds(1 / rate) : null;
    }

    /// <summary>How often a market trades: in its last whole window, or in the first as far as that has gone.</summary>
    private sealed class Habit(long began, TimeProvider clock)
    {
        private readonly long _began = began;
        private long _windowBegan = began;
        private long _windowTrades;
        private long _trades;
        private (double PerSecond, long Trades)? _usual;

        /// <summary>When its latest trade was noticed.</summary>
        public long LastTrade { get; private set; } = began;

        /// <summary>Trades that its rate rests on.</summary>
        public long Known => _usual?.Trades ?? _trades;

        /// <summary>Takes its count of trades; whether there are new ones.</summary>
        public bool Observe(long trades, long now)
        {
            var isNew = trades > _trades;
            LastTrade = isNew ? now : LastTrade;
            _trades = trades;
            var window = clock.GetElapsedTime(_windowBegan, now);
            if (window >= Window)
            {
                var within = _trades - _windowTrades;
                _usual = (within / window.TotalSeconds, within);
                (_windowBegan, _windowTrades) = (now, _trades);
            }

            return isNew;
        }

        /// <summary>Trades a second, where the first window has gone until a moment.</summary>
        public double RateUntil(long moment) =>
            _usual?.PerSecond ?? (clock.GetElapsedTime(_began, moment) is { Ticks: > 0 } window ? _trades / window.TotalSeconds : 0);
    }
}
