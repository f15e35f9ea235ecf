using System.Globalization;

namespace SqueezeFlow.Grains.Tests.Execution.Bots;

/// <summary>
/// The executor as it runs, its store and its gateway, over HTTP against the simulated bot, while a seed draws what goes wrong between them.
/// <c>SQUEEZEFLOW_BOT_FAULTS</c> says how many things do, <c>SQUEEZEFLOW_BOT_SEED</c> which seed.
/// </summary>
public sealed class SeededRunTests
{
    [Fact]
    public async Task Trades_are_the_accepted_signals_each_once_and_every_exit_is_done_whatever_goes_wrong_on_the_way()
    {
        var seed = Number("SQUEEZEFLOW_BOT_SEED", 1);

        var (problems, told) = await SeededRun.RunAsync(seed, Number("SQUEEZEFLOW_BOT_FAULTS", 25));

        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}: {told}");
        Assert.True(problems.Count == 0, $"seed {seed}: {told}\n{string.Join('\n', problems)}");
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
