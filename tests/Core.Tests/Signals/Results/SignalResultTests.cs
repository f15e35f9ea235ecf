using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;

namespace SqueezeFlow.Core.Tests.Signals.Results;

/// <summary>What a closed position means for its signal.</summary>
public sealed class SignalResultTests
{
    private static readonly Position Closed = new()
    {
        TradeId = "7",
        Tag = "sqz-BTCUSDT-1735689600000-L",
        BaseSymbol = "BTC",
        Side = PositionSide.Long,
        Quantity = 2,
        EntryPrice = 100,
        Leverage = 4,
        StakeUsd = 50,
        OpenedUnixMs = 1_735_689_601_500,
        ClosedUnixMs = 1_735_689_901_499,
        ExitPrice = 101.5m,
        ProfitUsd = 2.75m,
        ExitReason = "stop_loss",
    };

    [Fact]
    public void It_tells_price_gain_share_of_the_stake_and_whole_minutes_in_market_time()
    {
        Assert.Equal(new SignalResult("sqz-BTCUSDT-1735689600000-L", 1_735_689_901_499, 101.5, 2.75, 5.5, 4, "stop_loss"), SignalResult.Of(Closed));
    }

    [Fact]
    public void An_open_position_and_one_whose_gain_is_not_told_have_none()
    {
        Assert.Null(SignalResult.Of(Closed with { ClosedUnixMs = null, ExitPrice = null, ProfitUsd = null, ExitReason = null }));
        Assert.Null(SignalResult.Of(Closed with { ProfitUsd = null }));
    }

    [Fact]
    public void What_an_account_leaves_out_is_not_made_up()
    {
        var result = SignalResult.Of(Closed with { StakeUsd = 0, ExitPrice = null, ExitReason = null, ClosedUnixMs = 0 });

        Assert.Equal(new SignalResult(Closed.Tag, 0, null, 2.75, null, 0, null), result);
    }

    [Theory]
    [InlineData(0.01, ResultKind.Profitable)]
    [InlineData(-0.01, ResultKind.Unprofitable)]
    [InlineData(0, ResultKind.Expired)]
    public void The_gain_decides_the_kind_whatever_the_verdict_said(double profit, ResultKind kind)
    {
        var result = SignalResult.Of(Closed)! with { ProfitUsd = profit };

        Assert.Equal(kind, result.Kind);
        Assert.All(Enum.GetValues<SignalOutcome>(), outcome => Assert.Equal(kind, SignalResult.KindOf(outcome, result)));
    }

    [Theory]
    [InlineData(SignalOutcome.Pending, ResultKind.Pending)]
    [InlineData(SignalOutcome.Unknown, ResultKind.Pending)]
    [InlineData(SignalOutcome.Filled, ResultKind.Pending)]
    [InlineData(SignalOutcome.Expired, ResultKind.Expired)]
    [InlineData(SignalOutcome.Rejected, ResultKind.Cancelled)]
    public void Without_a_result_the_verdict_decides(SignalOutcome outcome, ResultKind kind) => Assert.Equal(kind, SignalResult.KindOf(outcome, null));

    [Theory]
    [InlineData(10, "high")]
    [InlineData(8, "high")]
    [InlineData(7.999, "medium")]
    [InlineData(6, "medium")]
    [InlineData(5.999, "low")]
    [InlineData(4, "low")]
    [InlineData(3.999, "very_low")]
    [InlineData(double.NaN, "very_low")]
    public void Tiers_begin_at_eight_six_and_four(double score, string tier)
    {
        Assert.Equal(tier, SignalTiers.OfScore(score));
    }

    [Theory]
    [InlineData(1, "high")]
    [InlineData(0.8, "high")]
    [InlineData(0.6, "medium")]
    [InlineData(0.4, "low")]
    [InlineData(0.39, "very_low")]
    public void Tiers_of_confidence_begin_at_a_tenth_of_that(double confidence, string tier) => Assert.Equal(tier, SignalTiers.OfConfidence(confidence));
}
