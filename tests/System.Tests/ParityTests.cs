using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>What a demo has decided, replayed from its store.</summary>
public sealed class ParityTests
{
    // Enters and leaves at every turn of the flow, so that a short demo decides much.
    private const string Eager = """
        { "entry": { "minScore": 0, "mediumScore": 0 }, "divergence": { "flowBars": 2, "flowThresholdShare": 0, "sizeRatio": 0, "smallRatio": 0 } }
        """;

    [Fact]
    public async Task A_demo_is_replayed_without_a_difference_and_its_shadows_trade_as_back_tests_do()
    {
        using var data = new DataDirectory();
        using var files = new DataDirectory();
        var eager = Path.Combine(files.FullPath, "eager.json");
        await File.WriteAllTextAsync(eager, Eager, TestContext.Current.CancellationToken);
        await using var service = Service.StartDemo(
            data, "--seconds", "6", "--speed", "1500", "--rate", "500", "--symbols", "2", $"--Strategy:ParametersFile={eager}", $"--Shadows:Files={files.FullPath}");
        (await service.Process.WaitAsync()).AssertDone();

        var replay = await ChildProcess.RunAsync(
            "Client", "parity", "--day", "2025-01-01", "--data", data.FullPath, "--parameters", eager, "--shadows", files.FullPath, "--json");

        Assert.True(replay.ExitCode == 0, replay.Output + replay.Error);
        var (symbols, shadows) = (replay.LastLine["symbols"]!.AsArray(), replay.LastLine["shadows"]!.AsArray());
        Assert.True((int)replay.LastLine["differences"]! == 0, replay.Output);
        Assert.Equal(2, symbols.Count);
        Assert.True(symbols.Sum(symbol => (int)symbol!["signals"]!) > 5, replay.Output);
        Assert.Equal(4, shadows.Count);
        Assert.True(shadows.Sum(shadow => (int)shadow!["orders"]!) > 5, replay.Output);
        Assert.All(shadows, shadow => Assert.Null(shadow!["words"]));
    }
}
