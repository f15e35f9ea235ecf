using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Tests.Execution.Protocol;

/// <summary>A trade of the model's bot.</summary>
internal sealed class BotTrade
{
    public required int Id { get; init; }

    public required string Tag { get; init; }

    public required string Coin { get; init; }

    public required long OpenedUnixMs { get; init; }

    public bool IsFilled { get; set; } = true;

    public long? ClosedUnixMs { get; set; }

    public string? ExitReason { get; set; }

    public bool IsOpen => ClosedUnixMs is null;

    public Position ToPosition() => new()
    {
        TradeId = $"{Id}",
        Tag = Tag,
        BaseSymbol = Coin,
        Side = PositionSide.Long,
        Quantity = 1,
        EntryPrice = 100,
        Leverage = 3,
        StakeUsd = 100,
        OpenedUnixMs = OpenedUnixMs,
        IsFilled = IsFilled,
        ClosedUnixMs = ClosedUnixMs,
        ExitPrice = IsOpen ? null : 101,
        ProfitUsd = IsOpen ? null : 1,
        ExitReason = ExitReason,
    };
}
