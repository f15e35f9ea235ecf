namespace SqueezeFlow.Grains.Tests.Signals;

/// <summary>The order in which bars of a simulated or replayed market are evaluated.</summary>
public sealed class OrderedScheduleTests
{
    [Fact]
    public async Task Bars_are_evaluated_by_time_and_then_by_symbol_whatever_order_they_come_in()
    {
        await using var bench = new ScheduleBench();
        bench.Ready("C", 300, 900);
        bench.Ready("A", 600, 900);
        bench.Ready("B", 300, 600, 900);
        await bench.StartAsync();

        await bench.CompleteAsync();

        Assert.Equal(["B 300", "C 300", "A 600", "B 600", "A 900", "B 900", "C 900"], bench.Told);
    }

    [Fact]
    public async Task The_slowest_symbol_decides_how_far_it_goes()
    {
        await using var bench = new ScheduleBench();
        bench.Ready("A", 300, 600);
        bench.Ready("B", 300);
        await bench.StartAsync();
        await bench.WaitForAsync("B 300");

        bench.Ready("B", 450, 600);
        await bench.CompleteAsync();

        Assert.Equal(["A 300", "B 300", "B 450", "A 600", "B 600"], bench.Told);
    }

    [Fact]
    public async Task A_symbol_that_is_expected_holds_up_the_others_until_it_leaves()
    {
        await using var bench = new ScheduleBench();
        bench.Schedule.Expect("B");
        bench.Ready("A", 300);
        bench.Ready("C", 300);
        await bench.StartAsync();
        var obstacle = bench.Schedule.Obstacle;
        var before = bench.Told;

        bench.Schedule.Leave("B");
        await bench.WaitForAsync("C 300");

        Assert.Equal("the others wait for B", obstacle);
        Assert.Empty(before);
        Assert.Null(bench.Schedule.Obstacle);
    }

    [Fact]
    public async Task At_the_end_the_furthest_symbol_decides()
    {
        await using var bench = new ScheduleBench();
        bench.Schedule.Expect("C");
        bench.Ready("A", 300, 900);
        bench.Ready("B", 300);
        await bench.StartAsync();

        await bench.CompleteAsync();

        Assert.Equal(["A 300", "B 300", "A 900"], bench.Told);
    }

    [Fact]
    public async Task Without_any_bar_the_end_is_reached_at_once()
    {
        await using var bench = new ScheduleBench();
        await bench.StartAsync();

        await bench.CompleteAsync();

        Assert.Empty(bench.Told);
    }

    [Fact]
    public async Task A_symbol_that_comes_while_the_others_are_evaluated_loses_none_of_its_bars()
    {
        await using var bench = new ScheduleBench();
        bench.On["A 600"] = () =>
        {
            bench.Ready("B", 300, 600);
            return Task.FromResult<IReadOnlyList<string>>([]);
        };
        bench.Ready("A", 300, 600);
        await bench.StartAsync();
        await bench.WaitForAsync("A 600");

        await bench.CompleteAsync();

        Assert.Equal(["A 300", "A 600", "B 300", "B 600"], bench.Told);
    }

    [Fact]
    public async Task The_signals_of_a_bar_are_settled_before_the_next_bar()
    {
        await using var bench = new ScheduleBench { Unknown = 2 };
        bench.On["A 300"] = () => Task.FromResult<IReadOnlyList<string>>(["one", "two"]);
        bench.Ready("A", 300, 600);
        bench.Ready("B", 300);
        await bench.StartAsync();

        await bench.CompleteAsync();

        Assert.Equal(
            ["A 300", "settle one", "ensure A", "settle one", "ensure A", "settle one", "settle two", "B 300", "A 600"],
            bench.Told);
    }

    [Fact]
    public async Task A_call_that_times_out_is_made_again_at_once()
    {
        await using var bench = new ScheduleBench();
        bench.On["A 300"] = FailOnce(bench, "A 300", new TimeoutException());
        bench.Ready("A", 300, 600);
        await bench.StartAsync();

        await bench.CompleteAsync();

        Assert.Equal(["A 300", "A 300", "A 600"], bench.Told);
        Assert.Empty(bench.Clock.Waits);
    }

    [Fact]
    public async Task An_evaluation_that_throws_is_made_again_after_a_second_and_health_tells_until_it_succeeds()
    {
        await using var bench = new ScheduleBench();
        var again = new TaskCompletionSource<IReadOnlyList<string>>();
        bench.On["B 300"] = () =>
        {
            bench.On["B 300"] = () => again.Task;
            throw new IOException("the store is away");
        };
        bench.Ready("A", 300, 600);
        bench.Ready("B", 300, 600);
        await bench.StartAsync();
        await bench.WaitForAsync("B 300");
        await bench.WaitForAsync("B 300");

        var obstacle = bench.Schedule.Obstacle;
        again.SetResult([]);
        await bench.CompleteAsync();

        Assert.Equal("evaluation fails: the store is away", obstacle);
        Assert.Equal(["A 300", "B 300", "B 300", "A 600", "B 600"], bench.Told);
        Assert.Null(bench.Schedule.Obstacle);
        Assert.Equal([TimeSpan.FromSeconds(1)], bench.Clock.Waits);
    }

    private static Func<Task<IReadOnlyList<string>>> FailOnce(ScheduleBench bench, string words, Exception failure) => () =>
    {
        bench.On.Remove(words);
        throw failure;
    };
}
