using SqueezeFlow.Core.Orders;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Execution.Risk;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>What somebody who looks at an account is told of its limits.</summary>
public sealed class LossLimitsTests
{
    private const long HourMs = 3_600_000;

    // Six in the morning of a day.
    private const long Now = (20_000L * 24 * HourMs) + (6 * HourMs);

    private static readonly Account Money = new("paper", true, 9_700, 9_000, 3);

    [Fact]
    public void The_stake_is_the_share_of_the_total_and_the_lesser_limit_of_positions_holds()
    {
        var limits = new LossLimits(new() { RiskPerTrade = 0.02, MaxOpenPositions = 5 }).View(Money, [], Now);

        Assert.Equal((194m, 3, 300.0, 60.0), (limits.StakeUsd, limits.MaxOpenPositions, limits.MaxSignalAgeSeconds, limits.MaxPriceAgeSeconds));
        Assert.Null(limits.MaxLossTodayUsd);
        Assert.Empty(limits.CoolDowns!);
    }

    [Fact]
    public void Coins_are_left_alone_whose_last_position_lost_not_long_ago()
    {
        var limits = new LossLimits(new() { CooldownAfterLoss = TimeSpan.FromHours(1) }).View(
            Money, [Closed("BTC", -20, 0.5), Closed("BTC", 500, 3), Closed("ETH", 10, 0.1), Closed("ETH", -99, 0.2), Closed("SOL", -5, 1)], Now);

        var left = Assert.Single(limits.CoolDowns!);
        Assert.Equal(("BTC", Now + (HourMs / 2), 20m), (left.Symbol, left.UntilUnixMs, left.LostUsd));
    }

    [Fact]
    public void The_day_has_lost_what_closed_since_midnight_of_what_was_there_before()
    {
        var limits = new LossLimits(new() { MaxDailyLoss = 0.05 }).View(Money, [Closed("BTC", -350, 5), Closed("ETH", 50, 4), Closed("ETH", -9_000, 7)], Now);

        Assert.Equal((300m, 500m), (limits.LostTodayUsd, limits.MaxLossTodayUsd));
    }

    [Fact]
    public void What_an_account_does_not_say_is_not_known()
    {
        var options = new ExecutionOptions { CooldownAfterLoss = TimeSpan.FromHours(1), MaxDailyLoss = 0.05, MaxOpenPositions = 4 };

        var limits = new LossLimits(options).View(null, null, Now);

        Assert.Equal((null, null, 4), (limits.StakeUsd, limits.LostTodayUsd, limits.MaxOpenPositions));
        Assert.Null(limits.CoolDowns);
    }

    private static Position Closed(string coin, int profit, double hoursAgo) => new()
    {
        TradeId = "1",
        Tag = "a",
        BaseSymbol = coin,
        Side = PositionSide.Long,
        Quantity = 1,
        EntryPrice = 100,
        Leverage = 3,
        StakeUsd = 50,
        OpenedUnixMs = Now - (24 * HourMs),
        ClosedUnixMs = Now - (long)(hoursAgo * HourMs),
        ProfitUsd = profit,
    };
}
