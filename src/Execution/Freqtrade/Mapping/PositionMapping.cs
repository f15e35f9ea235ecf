using System.Globalization;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade.Rest;

namespace SqueezeFlow.Execution.Freqtrade.Mapping;

/// <summary>The bot's trades as positions.</summary>
internal sealed class PositionMapping(PairNames names)
{
    /// <summary>All trades of an answer, in its order.</summary>
    /// <exception cref="IOException">A trade lacks what makes it one.</exception>
    public List<Position> All(IReadOnlyList<FreqtradeTrade> trades) => [.. trades.Select(Of)];

    /// <summary>One trade.</summary>
    /// <exception cref="IOException">It lacks what makes it one.</exception>
    public Position Of(FreqtradeTrade trade)
    {
        if (!trade.IsComplete)
        {
            throw new IOException("FreqTrade: expected a trade with trade_id, pair, is_open and is_short, found one without.");
        }

        var isOpen = trade.IsOpen!.Value;
        var opened = trade.OpenFillTimestamp ?? trade.OpenTimestamp ?? 0;
        return new()
        {
            TradeId = trade.TradeId!.Value.ToString(CultureInfo.InvariantCulture),
            Tag = trade.EnterTag ?? string.Empty,
            BaseSymbol = names.CoinOf(trade.Pair!),
            Side = trade.IsShort!.Value ? PositionSide.Short : PositionSide.Long,
            Quantity = trade.Amount is > 0 and var amount ? amount : trade.AmountRequested ?? 0,
            EntryPrice = trade.OpenRate ?? 0,
            Leverage = Math.Max(1, (int)Math.Round(trade.Leverage ?? 1)),
            StakeUsd = trade.StakeAmount ?? 0,
            EntryFeeUsd = trade.FeeOpenCost ?? 0,
            OpenedUnixMs = opened,
            IsFilled = trade.IsFilled || !isOpen,
            ClosedUnixMs = isOpen ? null : trade.CloseTimestamp ?? opened,
            ExitPrice = isOpen ? null : trade.CloseRate,
            ProfitUsd = isOpen ? null : trade.CloseProfitAbs ?? trade.ProfitAbs,
            ExitReason = isOpen ? null : trade.ExitReason,
        };
    }

    /// <summary>An entry that was withdrawn before it filled: closed where it was opened, nothing gained.</summary>
    public static Position Withdrawn(Position position) => position with
    {
        ClosedUnixMs = position.OpenedUnixMs,
        ExitPrice = position.EntryPrice,
        ProfitUsd = 0,
        EntryFeeUsd = 0,
        ExitReason = "entry cancelled",
    };
}
