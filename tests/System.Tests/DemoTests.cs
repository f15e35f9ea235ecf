using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>The demo from its start to its end.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task A_demo_counts_every_trade_made_and_repeats_itself()
    {
        var first = await RunAsync();
        var second = await RunAsync();

        Assert.All(first.LastLine["markets"]!.AsArray(), m => Assert.Equal((long)m!["generated"]!, (long)m["trades"]!));
        Assert.True((long)first.LastLine["signals"]! > 0, first.Output);
        Assert.Equal((long)first.LastLine["signals"]!, first.LastLine["outcomes"]!.AsObject().Sum(part => (long)part.Value!));
        Assert.Equal((long)first.LastLine["outcomes"]!["filled"]!, (long)first.LastLine["longEntries"]! + (long)first.LastLine["shortEntries"]! + (long)first.LastLine["exits"]!);
        Assert.Equal((string)first.LastLine["sha256"]!, (string)second.LastLine["sha256"]!);
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
        await using var service = Service.StartDemo(data, "--seconds", "15", "--speed", "120", "--seed", "3");
        return (await service.Process.WaitAsync()).AssertDone();
    }
}
