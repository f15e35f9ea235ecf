namespace SqueezeFlow.Grains.Tests.Execution.Protocol;

/// <summary>The books of a bot, and what happens to them without us. Ids of trades that were withdrawn are given anew.</summary>
internal sealed class ModelBot(TimeProvider clock)
{
    private readonly List<BotTrade> _ever = [];
    private readonly List<(DateTimeOffset At, Action Do)> _later = [];

    public const int MaxOpen = 20;

    /// <summary>What happened, in order: for whoever has to understand a seed.</summary>
    public List<string> Story { get; } = [];

    /// <summary>Tags of which an order takes longer than a minute.</summary>
    public HashSet<string> Slow { get; } = [];

    /// <summary>The books now.</summary>
    public List<BotTrade> Trades { get; private set; } = [];

    /// <summary>Every trade there ever was, those of a former database and withdrawn ones too.</summary>
    public IReadOnlyList<BotTrade> Ever => _ever;

    public IEnumerable<BotTrade> Open => Trades.Where(trade => trade.IsOpen);

    private long NowUnixMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Opens a trade as the bot does when it is told to: it knows pairs and limits, not tags. Null when it refuses.</summary>
    public BotTrade? Enter(string tag, string coin) => IsRefused(coin) ? null : Insert(tag, coin);

    /// <summary>Takes an entry that is carried out later. The bot's checks are behind it then: whatever comes meanwhile, it is opened.</summary>
    public Action Admit(string tag, string coin) => IsRefused(coin) ? static () => { } : () => Insert(tag, coin);

    /// <summary>Adds to the story of a trade.</summary>
    public void Tell(string tag, string what) => Story.Add($"{clock.GetUtcNow():HH:mm:ss.fff} {tag}: {what}");

    public void Close(BotTrade trade, string reason)
    {
        if (trade.IsOpen)
        {
            Tell(trade.Tag, $"trade {trade.Id} is closed: {reason}");
            (trade.ClosedUnixMs, trade.ExitReason) = (NowUnixMs, reason);
        }
    }

    /// <summary>An entry that was never filled leaves no trace.</summary>
    public void Withdraw(BotTrade trade)
    {
        if (!trade.IsFilled)
        {
            Close(trade, "withdrawn");
            Trades.Remove(trade);
        }
    }

    /// <summary>The bot is started with another database; what was open is somebody else's now.</summary>
    public void Replace()
    {
        foreach (var trade in Open.ToList())
        {
            Close(trade, "another database");
        }

        Trades = [];
    }

    /// <summary>Whether something is still to be done.</summary>
    public bool HasMore => _later.Count > 0;

    /// <summary>Does something after a while.</summary>
    public void Later(TimeSpan wait, Action action) => _later.Add((clock.GetUtcNow() + wait, action));

    /// <summary>Does what is due.</summary>
    public void Run()
    {
        foreach (var item in _later.FindAll(item => item.At <= clock.GetUtcNow()))
        {
            _later.Remove(item);
            item.Do();
        }
    }

    private bool IsRefused(string coin) => Open.Any(trade => trade.Coin == coin) || Open.Count() >= MaxOpen;

    private BotTrade Insert(string tag, string coin)
    {
        var trade = new BotTrade { Id = Trades.Count == 0 ? 1 : Trades.Max(known => known.Id) + 1, Tag = tag, Coin = coin, OpenedUnixMs = NowUnixMs };
        Trades.Add(trade);
        _ever.Add(trade);
        Tell(tag, $"trade {trade.Id} is opened");
        return trade;
    }
}
