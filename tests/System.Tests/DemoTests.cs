using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>The demo from its start to its end.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task A_demo_counts_every_trade_made_and_repeats_itself()
    {
        var both = await Task.WhenAll(RunAsync(), RunAsync());
        var (first, second) = (both[0], both[1]);

        Assert.All(first.LastLine["markets"]!.AsArray(), m => Assert.Equal((long)m!["generated"]!, (long)m["trades"]!));
        Assert.True((long)first.LastLine["signals"]! > 0, first.Output);
        Assert.Equal((long)first.LastLine["signals"]!, first.LastLine["outcomes"]!.AsObject().Sum(part => (long)part.Value!));
        Assert.Equal((long)first.LastLine["outcomes"]!["filled"]!, (long)first.LastLine["longEntries"]! + (long)first.LastLine["shortEntries"]! + (long)first.LastLine["exits"]!);
        Assert.Equal((string)first.LastLine["sha256"]!, (string)second.LastLine["sha256"]!);
    }

    [Fact]
    public async Task A_signal_that_nothing_can_fill_any_more_is_not_given_and_the_log_says_so()
    {
        using var data = new DataDirectory();

        // In this world a coin's last bar would open a position, and no trade follows it.
        await using var service = Service.StartDemo(data, "--seconds", "12", "--speed", "300", "--rate", "10000");
        var finished = (await service.Process.WaitAsync()).AssertDone();

        Assert.Contains("is not given: the market has ended, no trade follows that could fill it", finished.Error, StringComparison.Ordinal);
        Assert.Empty(finished.LastLine["unfilled"]!.AsArray());
        Assert.Equal((long)finished.LastLine["signals"]!, (long)finished.LastLine["outcomes"]!["filled"]!);
        Assert.DoesNotContain("(null)", finished.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d\.\d{9,}", finished.Error);
    }

    [Fact]
    public async Task A_demo_with_a_simulated_bot_enters_and_leaves_over_its_api()
    {
        using var data = new DataDirectory();

        await using var service = Service.StartDemo(data, "--execution", "freqtrade-double", "--seconds", "20", "--speed", "200", "--rate", "5000", "--seed", "3");
        var finished = (await service.Process.WaitAsync()).AssertDone();

        Assert.Contains("FreqTrade freqtrade-double 2024.9 is ready: futures, dry run", finished.Error, StringComparison.Ordinal);
        Assert.Matches(@"enter sqz-\w+-\d+-[LS]: Filled, trade 1", finished.Error);
        Assert.Matches(@"exit sqz-\w+-\d+-[LS]: Filled, trade \d", finished.Error);
        Assert.Equal((long)finished.LastLine["signals"]!, (long)finished.LastLine["outcomes"]!["filled"]!);
        Assert.Empty((await data.ReadAsync()).Positions);
    }

    [Fact]
    public async Task A_demo_with_a_bot_that_is_not_there_does_not_begin()
    {
        using var data = new DataDirectory();

        await using var service = Service.StartDemo(
            data, "--execution", "freqtrade", "--Execution:Freqtrade:Url=http://127.0.0.1:1", "--Execution:Freqtrade:Username=a", "--Execution:Freqtrade:Password=b");
        var finished = await service.Process.WaitAsync();

        Assert.Equal(3, finished.ExitCode);
        Assert.Contains("the bot cannot be used: /show_config", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_on_the_data_of_another_says_what_became_of_the_time_between()
    {
        using var data = new DataDirectory();
        string[] options = ["--seconds", "2", "--symbols", "1", "--rate", "100"];
        await using var first = Service.StartDemo(data, options);
        (await first.Process.WaitAsync()).AssertDone();

        await using var second = Service.StartDemo(data, options);
        var finished = (await second.Process.WaitAsync()).AssertDone();

        Assert.DoesNotContain("the world of this folder goes on", first.Process.Error, StringComparison.Ordinal);
        Assert.Matches(@"the world of this folder goes on at market time 2025-01-01 .*: it was read up to 2025-01-01 00:02:00Z, and 0\.\d\d:\d\d:\d\d of market time have passed", finished.Error);
        Assert.All(finished.LastLine["markets"]!.AsArray(), market => Assert.Equal(1, (int)market!["gaps"]!));
    }

    [Fact]
    public async Task A_demo_told_to_stop_ends_with_its_summary()
    {
        using var data = new DataDirectory();
        await using var service = Service.StartDemo(data, "--seconds", "120", "--symbols", "2");
        await service.WaitUntilAsync("/api/v1/status", status => (long)status["trades"]! > 0);

        await service.Process.TerminateAsync();
        var finished = await service.Process.WaitAsync();

        finished.AssertDone();
        Assert.True((long)finished.LastLine["trades"]! > 0, finished.Output);
    }

    private static async Task<Finished> RunAsync()
    {
        using var data = new DataDirectory();
        await using var service = Service.StartDemo(data, "--seconds", "6", "--speed", "300", "--rate", "5000", "--seed", "3");
        return (await service.Process.WaitAsync()).AssertDone();
    }
}
