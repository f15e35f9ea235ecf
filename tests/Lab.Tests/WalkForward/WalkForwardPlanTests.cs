using SqueezeFlow.Lab.WalkForward;

namespace SqueezeFlow.Lab.Tests.WalkForward;

public sealed class WalkForwardPlanTests
{
    private const long Day = 86_400_000;

    private static readonly WalkForwardOptions Options = new()
    {
        Train = TimeSpan.FromDays(10),
        Test = TimeSpan.FromDays(5),
        Purge = TimeSpan.FromDays(1),
        Embargo = TimeSpan.FromDays(2),
    };

    [Fact]
    public void Rolling_windows_move_with_their_tests()
    {
        var folds = WalkForwardPlan.Of(Options, 0, 22 * Day);

        Assert.Equal([new(0, 9 * Day, 12 * Day, 15 * Day), new(5 * Day, 14 * Day, 17 * Day, 20 * Day)], folds);
    }

    [Fact]
    public void Anchored_windows_begin_at_the_first_bar()
    {
        var folds = WalkForwardPlan.Of(Options with { Kind = WalkForwardKind.Anchored }, 0, 20 * Day);

        Assert.Equal([new(0, 9 * Day, 12 * Day, 15 * Day), new(0, 14 * Day, 17 * Day, 20 * Day)], folds);
    }

    [Theory]
    [InlineData(22, 2)]
    [InlineData(23, 3)]
    public void A_last_test_of_half_its_length_is_made(int days, int expected) =>
        Assert.Equal(expected, WalkForwardPlan.Of(Options, 0, days * Day).Count);

    /// <summary>What any plan must keep to, whatever its lengths.</summary>
    [Fact]
    public void No_test_overlaps_another_or_touches_its_training()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = Lab.Numerics.RandomSource.Fork(1, seed);
            var options = new WalkForwardOptions
            {
                Kind = seed % 2 == 0 ? WalkForwardKind.Rolling : WalkForwardKind.Anchored,
                Train = TimeSpan.FromHours(2 + random.Next(500)),
                Test = TimeSpan.FromHours(2 + random.Next(200)),
                Purge = TimeSpan.FromHours(random.Next(2)),
                Embargo = TimeSpan.FromHours(random.Next(2)),
            };
            var to = (long)(options.Train + options.Test).TotalMilliseconds + (random.Next(1_000) * 3_600_000L);

            var folds = WalkForwardPlan.Of(options, 0, to);

            Assert.NotEmpty(folds);
            Assert.All(folds, fold => Assert.True(fold.TrainFromUnixMs >= 0 && fold.TrainFromUnixMs < fold.TrainToUnixMs && fold.TestFromUnixMs < fold.TestToUnixMs && fold.TestToUnixMs <= to));
            Assert.All(folds, fold => Assert.True(fold.TestFromUnixMs - fold.TrainToUnixMs >= (options.Purge + options.Embargo).TotalMilliseconds));
            Assert.All(folds.Zip(folds.Skip(1)), pair => Assert.True(pair.First.TestToUnixMs <= pair.Second.TestFromUnixMs));
        }
    }

    [Fact]
    public void All_that_does_not_go_together_is_told_at_once()
    {
        var options = new WalkForwardOptions { Train = TimeSpan.FromDays(3), Test = TimeSpan.FromDays(2), Purge = TimeSpan.FromDays(3), Embargo = TimeSpan.FromDays(-1) };

        Assert.Equal(
            [
                "purge: '3d' leaves nothing of a training of 3d: give 0 or more, and less than that",
                "embargo: '-24h' leaves nothing of a test of 2d: give 0 or more, and less than that",
                "train and test: '3d' and '2d' are longer than the 4.5d that there are: give less, or more bars",
            ],
            options.ProblemsFor(0, (4 * Day) + (Day / 2)));
        Assert.Throws<ArgumentException>(() => WalkForwardPlan.Of(options, 0, 4 * Day));
    }

    [Fact]
    public void Lengths_of_nothing_are_told()
    {
        var problems = new WalkForwardOptions { Train = TimeSpan.Zero, Test = TimeSpan.Zero }.ProblemsFor(0, Day).ToList();

        Assert.Contains(problems, problem => problem.StartsWith("train: '0h' is no length", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("test: '0h' is no length", StringComparison.Ordinal));
    }
}
