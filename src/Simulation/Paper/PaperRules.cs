using System.Globalization;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Simulation.Paper;

/// <summary>What the paper account refuses, in FreqTrade's words, and how large it makes a position.</summary>
internal sealed class PaperRules(PaperOptions options)
{
    private const decimal MostRaise = 1.3m;

    /// <summary>What can be answered without a price: the position of a repeated tag, or a refusal; null when the order may go on.</summary>
    public OrderResult? AnswerWithoutPrice(PaperBooks books, EntryOrder order)
    {
        if (ByTag(books, order.Tag) is { } same)
        {
            return new(OrderVerdict.Filled, same);
        }

        var open = books.Positions.Where(position => position.IsOpen).ToList();
        if (open.Find(position => position.BaseSymbol == order.BaseSymbol) is { } other)
        {
            return OrderResult.Refused($"position for {Pair(order.BaseSymbol)} already open - id: {other.TradeId}");
        }

        return open.Count >= options.MaxOpenPositions ? OrderResult.Refused("Maximum number of trades is reached.") : null;
    }

    /// <summary>The position that an entry at this price opens; null when the margin is too small or the cash too little.</summary>
    public Position? Size(EntryOrder order, PricePoint at, PaperBooks books)
    {
        var price = (decimal)at.Price;
        var leverage = Math.Clamp(order.Leverage, 1, options.MaxLeverage);
        var isRaised = order.StakeUsd < options.MinStakeUsd && order.StakeUsd * MostRaise >= options.MinStakeUsd;
        var wish = isRaised ? options.MinStakeUsd : order.StakeUsd;
        var stake = Math.Min(wish, PaperMath.Affordable(books.CashUsd, leverage, options.FeeRate));
        var quantity = price > 0 && stake > 0 && stake >= options.MinStakeUsd ? PaperMath.Quantity(stake, leverage, price) : 0;
        return quantity <= 0
            ? null
            : new()
            {
                TradeId = (books.Positions.Count + 1).ToString(CultureInfo.InvariantCulture),
                Tag = order.Tag,
                BaseSymbol = order.BaseSymbol,
                Side = order.Side,
                Quantity = quantity,
                EntryPrice = price,
                Leverage = leverage,
                StakeUsd = PaperMath.Stake(quantity, leverage, price),
                EntryFeeUsd = PaperMath.Fee(quantity, price, options.FeeRate),
                OpenedUnixMs = at.UnixMs,
            };
    }

    /// <summary>The position that carries a tag, open or closed.</summary>
    public static Position? ByTag(PaperBooks books, string tag) => books.Positions.LastOrDefault(position => position.Tag == tag);

    /// <summary>FreqTrade's name of a symbol's perpetual.</summary>
    public static string Pair(string baseSymbol) => $"{baseSymbol}/USDT:USDT";
}
