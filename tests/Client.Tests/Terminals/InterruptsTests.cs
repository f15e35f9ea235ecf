using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Tests.Terminals;

public sealed class InterruptsTests
{
    [Fact]
    public void The_innermost_run_is_interrupted_first_and_only_once()
    {
        using var interrupts = new Interrupts();
        var outer = interrupts.Begin();
        var inner = interrupts.Begin();

        var first = interrupts.Raise();
        var second = interrupts.Raise();

        Assert.Equal((true, false), (first, second));
        Assert.Equal((true, false), (inner.IsCancellationRequested, outer.IsCancellationRequested));
    }

    [Fact]
    public void After_the_inner_run_the_outer_one_can_be_interrupted()
    {
        using var interrupts = new Interrupts();
        var outer = interrupts.Begin();
        interrupts.Begin();
        interrupts.End();

        Assert.True(interrupts.Raise());
        Assert.True(outer.IsCancellationRequested);
    }

    [Fact]
    public void With_nothing_running_the_process_may_end()
    {
        using var interrupts = new Interrupts();

        Assert.False(interrupts.Raise());
    }
}
