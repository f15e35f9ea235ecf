using System.Globalization;

namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>The list of trades, and what orders do to one. Its caller holds the books' lock.</summary>
internal sealed class TradeBook(BotSettings settings, IBotVenue venue, Action<TradeEvent> tell)
{
    private const decimal MakerShare = 0.4m;

    private static readonly TimeSpan UnfilledTimeout = TimeSpan.FromMinutes(10);

    private readonly List<BotTrade> _trades = [];

    public IReadOnlyList<BotTrade> Trades => _trades;

    public BotTrade? Find(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? _trades.Find(trade => trade.Id == number) : null;

    public void Forget(Predicate<BotTrade> which) => _trades.RemoveAll(which);

    /// <summary>Opens a trade; null when its margin buys no lot. The id is one more than the largest that is left: one of a trade without a trace comes again.</summary>
    public BotTrade? Enter(EntryWish wish, BotMarket market, decimal stake, decimal leverage, long? id)
    {
        var isBuy = !wish.IsShort;
        var isLimit = wish.OrderType == "limit" && wish.Price is not null;
        var touches = !isLimit || (isBuy ? wish.Price >= market.Ask : wish.Price <= market.Bid);
        var fills = touches && !settings.EntriesRest;
        var rate = fills ? market.Take(isBuy) : wish.Price ?? market.Take(isBuy);
        var requested = TradeMath.Round(stake * leverage / rate, 8);
        var amount = TradeMath.Cut(requested, market.AmountStep);
        if (amount <= 0)
        {
            return null;
        }

        var trade = new BotTrade(id ?? NextId(), wish.Pair, wish.Tag, wish.IsShort, leverage, venue.NowUnixMs)
        {
            AmountRequested = requested,
            AmountStep = market.AmountStep,
            PriceStep = market.PriceStep,
            OpenRate = rate,
            Stake = stake,
            Fee = settings.TakerFee * (isLimit && !fills ? MakerShare : 1),
            StopLossShare = settings.StopLoss,
        };
        trade.StopLossRate = TradeMath.StopLoss(trade, trade.StopLossShare);
        var order = OrderOf(trade, isEntry: true, trade.EntrySide, isLimit ? "limit" : wish.OrderType ?? "market", wish.Tag, amount, rate);
        trade.Orders.Add(order);
        _trades.Add(trade);
        tell(new("entry", trade, order));
        if (fills)
        {
            Fill(trade);
        }

        return trade;
    }

    /// <summary>Adds to a trade, whatever side is asked for.</summary>
    public BotTrade? Add(BotTrade trade, EntryWish wish, BotMarket market, decimal stake)
    {
        var rate = market.Take(!trade.IsShort);
        var amount = TradeMath.Cut(stake * trade.Leverage / rate, market.AmountStep);
        if (amount <= 0)
        {
            return null;
        }

        var order = OrderOf(trade, isEntry: true, trade.EntrySide, wish.OrderType ?? "market", wish.Tag, amount, rate);
        order.FilledUnixMs = order.UnixMs;
        trade.Orders.Add(order);
        trade.OpenRate = ((trade.OpenRate * trade.Amount) + (rate * amount)) / (trade.Amount + amount);
        trade.Amount += amount;
        trade.EnteredAmount += amount;
        trade.Stake = TradeMath.Round(trade.Amount * trade.OpenRate / trade.Leverage, 8);
        return trade;
    }

    public void Fill(BotTrade trade)
    {
        if (trade.IsFilled || trade.Orders.Find(static order => order is { IsOpen: true, IsEntry: true }) is not { } order)
        {
            return;
        }

        var now = venue.NowUnixMs;
        (order.FilledUnixMs, trade.FilledUnixMs) = (now, now);
        (trade.Amount, trade.EnteredAmount) = (order.Amount, order.Amount);
        trade.Stake = TradeMath.Round(trade.Amount * trade.OpenRate / trade.Leverage, 8);
        trade.LiquidationRate = settings.IsFutures ? TradeMath.Liquidation(trade) : null;
        tell(new("entry_fill", trade, order));
    }

    /// <summary>Takes back what rests. An entry that never filled leaves no trace.</summary>
    public void Cancel(BotTrade trade, string reason)
    {
        var order = trade.Orders.Find(static order => order.IsOpen);
        trade.Orders.RemoveAll(static order => order.IsOpen);
        if (trade.IsFilled)
        {
            trade.ExitReason = null;
            return;
        }

        trade.CloseUnixMs = venue.NowUnixMs;
        _trades.Remove(trade);
        if (order is not null)
        {
            tell(new("entry_cancel", trade, order, reason));
        }
    }

    public void LeavePart(BotTrade trade, BotMarket market, decimal amount, string reason)
    {
        var part = TradeMath.Cut(amount, market.AmountStep);
        var rate = market.Take(trade.IsShort);
        Book(trade, part, rate, "market", reason);
        trade.Amount -= part;
        trade.Stake = TradeMath.Round(trade.Amount * trade.OpenRate / trade.Leverage, 8);
    }

    public void RestExit(BotTrade trade, BotMarket market, string orderType, string reason)
    {
        if (trade.RestingExit is null)
        {
            var order = OrderOf(trade, isEntry: false, trade.ExitSide, orderType, reason, trade.Amount, market.Take(trade.IsShort));
            trade.Orders.Add(order);
            (trade.ExitReason, trade.ExitRateRequested) = (reason, order.Price);
            tell(new("exit", trade, order));
        }
    }

    public void Leave(BotTrade trade, BotMarket market, string orderType, string reason)
    {
        trade.Orders.RemoveAll(static order => order.IsOpen);
        var order = Book(trade, trade.Amount, market.Take(trade.IsShort), orderType, reason);
        (trade.CloseUnixMs, trade.CloseRate) = (order.FilledUnixMs, order.Price);
        tell(new("exit_fill", trade, order));
    }

    /// <summary>What the bot's loop does with a trade. Answers why it is to be left; null when it is not.</summary>
    public string? Watch(BotTrade trade, BotMarket market)
    {
        if (!trade.IsFilled)
        {
            var order = trade.Orders[0];
            var touches = trade.IsShort ? order.Price <= market.Bid : order.Price >= market.Ask;
            if (touches && !settings.EntriesRest)
            {
                Fill(trade);
            }

            return venue.NowUnixMs - trade.OpenUnixMs > UnfilledTimeout.TotalMilliseconds && !trade.IsFilled ? "cancelled due to timeout" : null;
        }

        if (trade.RestingExit is not null)
        {
            return settings.ExitsRest ? null : trade.ExitReason;
        }

        var rate = market.Take(trade.IsShort);
        trade.LowestRate = Math.Min(trade.LowestRate ?? rate, rate);
        trade.HighestRate = Math.Max(trade.HighestRate, rate);
        return IsBeyond(trade, rate, trade.StopLossRate) ? "stop_loss" : trade.LiquidationRate is { } liquidation && IsBeyond(trade, rate, liquidation) ? "liquidation" : null;
    }

    private static bool IsBeyond(BotTrade trade, decimal rate, decimal limit) => trade.IsShort ? rate >= limit : rate <= limit;

    private long NextId() => _trades.Count == 0 ? 1 : _trades.Max(static trade => trade.Id) + 1;

    private BotOrder Book(BotTrade trade, decimal amount, decimal rate, string orderType, string reason)
    {
        var order = OrderOf(trade, isEntry: false, trade.ExitSide, orderType, reason, amount, rate);
        trade.Orders.Add(order);
        (trade.ExitReason, trade.ExitRateRequested) = (reason, rate);
        tell(new("exit", trade, order));
        order.FilledUnixMs = order.UnixMs;
        trade.Realized += TradeMath.Profit(trade, amount, rate);
        trade.ExitFee = amount * rate * trade.Fee;
        return order;
    }

    private BotOrder OrderOf(BotTrade trade, bool isEntry, string side, string type, string tag, decimal amount, decimal price)
    {
        var now = venue.NowUnixMs;
        var seconds = (now / 1000m).ToString("0.000", CultureInfo.InvariantCulture);
        return new()
        {
            Id = $"dry_run_{side}_{trade.Pair}_{seconds}",
            IsEntry = isEntry,
            Side = side,
            Type = type,
            Tag = tag,
            Amount = amount,
            Price = price,
            UnixMs = now,
        };
    }
}
