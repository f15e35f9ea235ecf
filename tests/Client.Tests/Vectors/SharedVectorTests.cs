using SqueezeFlow.Client.Offline.Vectors;
using SqueezeFlow.Client.Offline.Vectors.Suites;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Client.Tests.Vectors;

public class SharedVectorTests
{
    private static readonly string[] StrategyKinds = ["eval_", "exit", "replay"];

    [Fact]
    public void Every_strategy_vector_passes_in_every_profile_it_has_a_verdict_for() =>
        AssertAllPass(file => StrategyKinds.Any(kind => file.StartsWith(kind, StringComparison.Ordinal)), "vectors", "strategy");

    [Fact]
    public void Every_back_test_over_real_bars_passes() => AssertAllPass(_ => true, "vectors", "backtest");

    private static void AssertAllPass(Func<string, bool> isOurs, params string[] folder)
    {
        var runner = new VectorRunner(VectorSuites.All);
        var files = VectorReader.FilesOf(SharedData.Require(folder)).Where(path => isOurs(Path.GetFileName(path))).ToList();

        var results = files.SelectMany(path => runner.Run(path).Files).ToList();

        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.True(
            result.Failed == 0,
            $"{result.File} {result.Profile}: {result.Failed} failed. {result.Error} {string.Join("; ", result.Mismatches.Take(3))}"));
        Assert.True(results.Sum(result => result.Passed) >= files.Count);
    }
}
