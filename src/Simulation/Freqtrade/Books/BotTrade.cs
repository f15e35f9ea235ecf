namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>A trade in the books of a simulated bot.</summary>
public sealed class BotTrade
{
    internal BotTrade(long id, string pair, string tag, bool isShort, decimal leverage, long openUnixMs) =>
        (Id, Pair, Tag, IsShort, Leverage, OpenUnixMs) = (id, pair, tag, isShort, leverage, openUnixMs);

    /// <summary>Id, given anew when its trade left no trace.</summary>
    public long Id { get; }

    /// <summary>Pair in the bot's spelling.</summary>
    public string Pair { get; }

    /// <summary>Tag of its entry.</summary>
    public string Tag { get; }

    /// <summary>Whether it gains when the price falls.</summary>
    public bool IsShort { get; }

    /// <summary>Value of the position over its margin.</summary>
    public decimal Leverage { get; }

    /// <summary>Time of its entry, milliseconds since 1970 UTC.</summary>
    public long OpenUnixMs { get; }

    /// <summary>Time at which the entry filled; null while it rests.</summary>
    public long? FilledUnixMs { get; internal set; }

    /// <summary>Time at which it closed; null while it is open.</summary>
    public long? CloseUnixMs { get; internal set; }

    /// <summary>Who closed it, or asked for it.</summary>
    public string? ExitReason { get; internal set; }

    /// <summary>Base units; 0 while the entry rests.</summary>
    public decimal Amount { get; internal set; }

    /// <summary>Margin.</summary>
    public decimal Stake { get; internal set; }

    /// <summary>Whether it is open.</summary>
    public bool IsOpen => CloseUnixMs is null;

    /// <summary>Whether its entry has filled.</summary>
    public bool IsFilled => FilledUnixMs is not null;

    internal List<BotOrder> Orders { get; } = [];

    internal decimal AmountRequested { get; init; }

    internal decimal Fee { get; set; }

    internal decimal OpenRate { get; set; }

    /// <summary>Base units that were ever entered.</summary>
    internal decimal EnteredAmount { get; set; }

    internal decimal Realized { get; set; }

    internal decimal? CloseRate { get; set; }

    internal decimal? ExitRateRequested { get; set; }

    internal decimal? ExitFee { get; set; }

    internal decimal StopLossRate { get; set; }

    internal decimal StopLossShare { get; set; }

    internal decimal? LiquidationRate { get; set; }

    internal decimal? LowestRate { get; set; }

    internal decimal HighestRate { get; set; }

    internal decimal AmountStep { get; init; }

    internal decimal PriceStep { get; init; }

    internal bool HasOpenOrders => Orders.Exists(static order => order.IsOpen);

    internal BotOrder? RestingExit => Orders.Find(static order => order is { IsOpen: true, IsEntry: false });

    internal string EntrySide => IsShort ? "sell" : "buy";

    internal string ExitSide => IsShort ? "buy" : "sell";

    internal string BaseCurrency => Pair.Split('/')[0];
}
