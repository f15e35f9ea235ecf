namespace SqueezeFlow.Storage.Tests.Spool;

public sealed class SpoolStoryTests
{
    private const int Seeds = 30;
    private const int Steps = 50;

    [Fact]
    public async Task Whatever_happens_every_line_is_taken_set_aside_or_dropped_in_order_and_twice_only_after_a_kill()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            await using var story = new SpoolStory(seed);

            await story.RunAsync(Steps);

            Assert.True(!story.Problems().Any(), $"seed {seed}: {string.Join("; ", story.Problems().Take(10))}");
        }
    }
}
