namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>
/// Trades of a simulated bot, as the recorded one keeps them. Checks of an entry run before the bot's own lock: entries that arrive together all
/// pass them. Safe for concurrent use.
/// </summary>
public sealed class BotBooks : IDisposable
{
    private readonly BotSettings _settings;
    private readonly IBotVenue _venue;
    private readonly EntryRules _rules;
    private readonly TradeBook _book;
    private readonly SemaphoreSlim _turn = new(1);
    private int _admitted;

    internal BotBooks(BotSettings settings, IBotVenue venue)
    {
        (_settings, _venue, _rules) = (settings, venue, new(settings, venue));
        _book = new(settings, venue, told => Told?.Invoke(told));
    }

    /// <summary>What the bot does.</summary>
    public BotState State { get; } = new();

    /// <summary>All trades, by the time they were opened.</summary>
    public IReadOnlyList<BotTrade> Trades
    {
        get
        {
            lock (Gate)
            {
                return [.. _book.Trades];
            }
        }
    }

    /// <summary>Entries that are past the checks, and not carried out yet.</summary>
    public int Admitted => Volatile.Read(ref _admitted);

    /// <summary>Guards trades while they are read together.</summary>
    internal Lock Gate { get; } = new();

    internal PairLocks Locks { get; } = new();

    internal List<string> Blacklist { get; } = ["BNB/.*"];

    /// <summary>Told under <see cref="Gate"/> what happens to trades.</summary>
    internal Action<TradeEvent>? Told { get; set; }

    /// <summary>Told that the bot was started or stopped.</summary>
    internal Action<string>? ToldState { get; set; }

    internal IReadOnlyList<BotTrade> All => _book.Trades;

    internal IEnumerable<BotTrade> Open => _book.Trades.Where(static trade => trade.IsOpen);

    /// <summary>Most trades that are open at once now: none after <c>/stopentry</c>.</summary>
    internal int MaxOpen => State.IsEntryStopped ? 0 : _settings.MaxOpenTrades;

    internal decimal Realized => _book.Trades.Sum(static trade => trade.Realized);

    internal decimal Used => Open.Sum(static trade => trade.Stake);

    internal IBotVenue Venue => _venue;

    /// <summary>Opens a trade as a person or another program does, past every check.</summary>
    /// <param name="pair">Pair of a market that the venue has.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="leverage">Its leverage.</param>
    /// <param name="id">Its id; null for the next one.</param>
    /// <exception cref="ArgumentException">The venue has no such market, or it is too dear for the stake.</exception>
    public BotTrade OpenByHand(string pair, string tag, decimal leverage = 1, long? id = null)
    {
        lock (Gate)
        {
            var market = _rules.MarketOf(pair) ?? throw new ArgumentException($"The venue has no market {pair}.", nameof(pair));
            var wish = new EntryWish(pair, false, tag, null, null, null, null);
            return _book.Enter(wish, market, _settings.StakeAmount, leverage, id) ?? throw new ArgumentException($"A lot of {pair} costs more than the stake.", nameof(pair));
        }
    }

    /// <summary>Closes a trade at the venue's price, as a person or the bot itself does. Nothing happens to one that is closed.</summary>
    public void Close(BotTrade trade, string reason)
    {
        lock (Gate)
        {
            if (trade.IsOpen)
            {
                Leave(trade, reason);
            }
        }
    }

    /// <summary>Fills the entry of a trade that rests.</summary>
    public void Fill(BotTrade trade)
    {
        lock (Gate)
        {
            _book.Fill(trade);
        }
    }

    /// <summary>Forgets trades without a word, as another database does; ids begin anew when none is left.</summary>
    public void Forget(Predicate<BotTrade> which)
    {
        lock (Gate)
        {
            _book.Forget(which);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>The loop of the bot: resting orders fill or time out, stop losses are watched. A bot that does not run does nothing.</summary>
    internal void Process(DateTimeOffset now)
    {
        lock (Gate)
        {
            if (State.Name != BotState.Running)
            {
                return;
            }

            State.ProcessedAt = now;
            foreach (var trade in Open.ToList())
            {
                if (_rules.MarketOf(trade.Pair) is { } market && _book.Watch(trade, market) is { } reason)
                {
                    Leave(trade, reason);
                }
            }
        }
    }

    /// <summary>Enters a trade. Answers the first open one of its pair, as the bot does, or why there is none.</summary>
    /// <param name="wish">The entry.</param>
    /// <param name="atVenue">What happens at the venue behind the lock; an exception leaves no trade.</param>
    internal async Task<(BotTrade? Trade, string? Refusal)> EnterAsync(EntryWish wish, Func<Task> atVenue)
    {
        lock (Gate)
        {
            if (_rules.Refuse(wish, State.Name, [.. Open], MaxOpen) is { } refusal)
            {
                return (null, refusal);
            }
        }

        Interlocked.Increment(ref _admitted);
        await _turn.WaitAsync();
        try
        {
            await atVenue();
            lock (Gate)
            {
                var trade = Place(wish);
                return trade is null ? (null, $"Failed to enter position for {wish.Pair}.") : (Open.First(other => other.Pair == wish.Pair), null);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _admitted);
            _turn.Release();
        }
    }

    /// <summary>Leaves a trade, or a part of it. Answers why not; null when an order was made.</summary>
    internal async Task<string?> ExitAsync(string id, string? orderType, decimal? amount, Func<Task> atVenue)
    {
        lock (Gate)
        {
            if (State.Name != BotState.Running)
            {
                return BotState.NotRunning;
            }
        }

        await _turn.WaitAsync();
        try
        {
            await atVenue();
            lock (Gate)
            {
                return _book.Find(id) is { IsOpen: true } trade ? Exit(trade, orderType, amount) : "invalid argument";
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Leaves all trades, those of others too.</summary>
    internal async Task<string?> ExitAllAsync(Func<Task> atVenue)
    {
        foreach (var trade in Trades.Where(static trade => trade.IsOpen))
        {
            if (await ExitAsync($"{trade.Id}", null, null, atVenue) == BotState.NotRunning)
            {
                return BotState.NotRunning;
            }
        }

        return State.Name == BotState.Running ? null : BotState.NotRunning;
    }

    internal BotTrade? Find(string id) => _book.Find(id);

    /// <summary>Cancels what rests. False when nothing does; the trade is gone afterwards when its entry never filled.</summary>
    internal bool Cancel(BotTrade trade)
    {
        if (!trade.HasOpenOrders)
        {
            return false;
        }

        _book.Cancel(trade, "forcesold, fully cancelled");
        return true;
    }

    /// <summary>An exiting trade has been looked at.</summary>
    internal void Look(BotTrade trade)
    {
        if (trade is { IsOpen: true, RestingExit: not null } && _settings.LooksUntilExitFills > 0 && --_settings.LooksUntilExitFills == 0)
        {
            Leave(trade, trade.ExitReason!);
        }
    }

    private BotTrade? Place(EntryWish wish)
    {
        if (_rules.MarketOf(wish.Pair) is not { } market)
        {
            return null;
        }

        var leverage = _rules.LeverageOf(wish);
        var rate = wish.Price ?? market.Take(!wish.IsShort);
        var stake = _rules.StakeOf(wish, rate, leverage, market.AmountStep, _settings.Wallet + Realized, Used);
        var held = _settings.PositionAdjustment ? Open.FirstOrDefault(trade => trade.Pair == wish.Pair) : null;
        return stake is not { } margin ? null : held is null ? _book.Enter(wish, market, margin, leverage, null) : _book.Add(held, wish, market, margin);
    }

    private string? Exit(BotTrade trade, string? orderType, decimal? amount)
    {
        if (!trade.IsFilled)
        {
            // The refusal that has its effect: the entry is withdrawn, the trade leaves no trace.
            _book.Cancel(trade, "forcesold, fully cancelled");
            return "Failed to exit trade.";
        }

        var market = _rules.MarketOf(trade.Pair);
        if (market is null)
        {
            return "Failed to exit trade.";
        }

        if (amount is { } part && part < trade.Amount)
        {
            var rest = (trade.Amount - part) * market.Take(trade.IsShort);
            if (rest < _settings.MinOrderValue)
            {
                return $"Remaining amount of {rest} would be too small.";
            }

            _book.LeavePart(trade, market, part, "force_exit");
            return null;
        }

        if (_settings.ExitsRest)
        {
            _book.RestExit(trade, market, orderType ?? "market", "force_exit");
            return null;
        }

        _book.Leave(trade, market, orderType ?? "market", "force_exit");
        Lock(trade);
        return null;
    }

    private void Leave(BotTrade trade, string reason)
    {
        if (!trade.IsFilled)
        {
            _book.Cancel(trade, reason);
            return;
        }

        _book.Leave(trade, _rules.MarketOf(trade.Pair) ?? BotMarket.At(trade.OpenRate), "market", reason);
        Lock(trade);
    }

    private void Lock(BotTrade trade)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(_venue.NowUnixMs);
        Locks.Add(trade.Pair, now, "*", "Auto lock", now);
    }
}
