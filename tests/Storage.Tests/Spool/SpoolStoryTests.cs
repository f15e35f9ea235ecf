namespace SqueezeFlow.Storage.Tests.Spool;

public sealed class SpoolStoryTests
{
    private const int Seeds = 30;
    private const int Steps = 50;

    [Fact]
    public async Task Whatever_happens_every_line_is_taken_set_aside_or_dropped_in_order_and_twice_only_after_a_kill()
    {
        var (dropped, setAside, repeated) = (0, 0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            await using var story = new SpoolStory(seed);

            await story.RunAsync(Steps);

            Assert.True(!story.Problems().Any(), $"seed {seed}: {string.Join("; ", story.Problems().Take(10))}");
            (dropped, setAside, repeated) = (dropped + story.Dropped, setAside + story.SetAside.Count, repeated + story.Repeated);
        }

        // Stories in which nothing happens prove nothing.
        Assert.True(dropped > 1_000 && setAside > 100 && repeated > 100, $"dropped {dropped}, set aside {setAside}, repeated {repeated}");
    }
}
