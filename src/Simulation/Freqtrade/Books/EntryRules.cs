using System.Globalization;

namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>What the bot checks before its own lock, in its order and words, and how large it makes an entry behind it.</summary>
internal sealed class EntryRules(BotSettings settings, IBotVenue venue)
{
    private const decimal MostRaise = 1.3m;
    private const decimal TradableShare = 0.99m;

    /// <summary>Why an entry is refused; null when it goes on to the lock.</summary>
    public string? Refuse(EntryWish wish, string state, IReadOnlyCollection<BotTrade> open, int maxOpen)
    {
        if (!settings.ForceEntry)
        {
            return "Force_entry not enabled.";
        }

        if (state != BotState.Running)
        {
            return BotState.NotRunning;
        }

        if (wish.IsShort && settings.TradingMode == "spot")
        {
            return "Can't go short on Spot markets.";
        }

        if (MarketOf(wish.Pair) is null)
        {
            return "Symbol does not exist or market is not active.";
        }

        if (QuoteOf(wish.Pair) != settings.StakeCurrency)
        {
            return $"Wrong pair selected. Only pairs with stake-currency {settings.StakeCurrency} allowed.";
        }

        if (open.FirstOrDefault(trade => trade.Pair == wish.Pair) is { } held)
        {
            return settings.PositionAdjustment ? RefuseMore(held) : AlreadyOpen(held);
        }

        return maxOpen >= 0 && open.Count >= maxOpen ? "Maximum number of trades is reached." : null;
    }

    /// <summary>The market of a pair in the spelling of the trading mode; null for any other.</summary>
    public BotMarket? MarketOf(string pair)
    {
        var parts = pair.Split('/', ':');
        var isSpelledRight = settings.IsFutures ? parts.Length == 3 && parts[1] == parts[2] && pair == $"{parts[0]}/{parts[1]}:{parts[2]}" : parts.Length == 2 && !pair.Contains(':');
        return isSpelledRight ? venue.Find(parts[0]) : null;
    }

    /// <summary>Margin that an entry gets; null when it is too small, or the money too little.</summary>
    /// <param name="wish">The entry.</param>
    /// <param name="rate">Its price.</param>
    /// <param name="leverage">Its leverage.</param>
    /// <param name="step">Lot of the market.</param>
    /// <param name="total">What the account holds.</param>
    /// <param name="used">Margin that is bound.</param>
    public decimal? StakeOf(EntryWish wish, decimal rate, decimal leverage, decimal step, decimal total, decimal used)
    {
        var asked = wish.Stake is null or 0 ? settings.StakeAmount : wish.Stake.Value;
        var stake = Math.Min(asked, (total * TradableShare) - used);
        var reserve = Math.Min(1.5m, settings.StopLoss < 1 ? 1.05m / (1 - settings.StopLoss) : 1.5m);
        var least = Math.Max(settings.MinOrderValue * reserve, step * rate * 1.05m) / leverage;
        if (stake <= 0 || stake * MostRaise < least)
        {
            return null;
        }

        return Math.Max(stake, least);
    }

    public decimal LeverageOf(EntryWish wish) => settings.IsFutures ? Math.Clamp(wish.Leverage ?? 1, 1, settings.MaxLeverage) : 1;

    private static string QuoteOf(string pair) => pair.Split('/', ':')[1];

    private static string AlreadyOpen(BotTrade held) => string.Create(CultureInfo.InvariantCulture, $"position for {held.Pair} already open - id: {held.Id}");

    private static string? RefuseMore(BotTrade held) =>
        held.Orders.Find(static order => order.IsOpen) is { } order ? $"{AlreadyOpen(held)} and has open order {order.Id}" : null;
}
