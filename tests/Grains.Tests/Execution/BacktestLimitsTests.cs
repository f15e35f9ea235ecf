using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Tests.Execution;

public sealed class BacktestLimitsTests
{
    [Fact]
    public void Back_tests_hold_the_limits_that_the_service_begins_with()
    {
        var (execution, evaluation) = (new ExecutionOptions(), new EvaluationOptions());

        var limits = new EntryLimits();

        Assert.Equal(
            (execution.MaxSignalAge, execution.MaxSlippage, evaluation.GapTolerance, TimeSpan.FromHours(evaluation.LookbackHours)),
            (limits.MaxSignalAge, limits.MaxSlippage, limits.GapTolerance, limits.GapLookback));
    }
}
