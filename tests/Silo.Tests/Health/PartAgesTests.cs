using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Health.Parts;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Health;

public sealed class PartAgesTests
{
    [Fact]
    public void The_age_of_a_level_begins_when_it_changes()
    {
        var clock = new ManualClock();
        var start = clock.GetUtcNow();
        var ages = new PartAges(clock);

        Assert.Equal(start, Note("healthy").Since);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(start, Note("healthy").Since);
        Assert.Equal(start + TimeSpan.FromSeconds(10), Note("degraded").Since);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(start + TimeSpan.FromSeconds(10), Note("degraded").Since);

        HealthPart Note(string level) => Assert.Single(ages.Note([new("store", level, "because", new Dictionary<string, double>())]));
    }

    [Theory]
    [InlineData("store", "healthy", null)]
    [InlineData("influxdb", "degraded", "a restart does not help")]
    [InlineData("executor:scalper", "critical", "a restart does not help: look at the account")]
    [InlineData("redis", "degraded", "what waits follows by itself")]
    [InlineData("redis", "critical", "no signal is given and no order is made")]
    [InlineData("states", "critical", "no signal is given and no order is made")]
    [InlineData("feeds", "critical", "at most three times an hour")]
    public void A_part_that_is_not_well_says_whether_a_restart_helps(string part, string level, string? words)
    {
        var advice = RestartAdvice.Of(new(part, level, "because", new Dictionary<string, double>()));

        Assert.Equal(words is null, advice is null);
        Assert.Contains(words ?? "", advice ?? "", StringComparison.Ordinal);
    }
}
