using System.Text.Json;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Tests.Worlds;

public sealed class DemoWorldTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DemoWorld Stored = new(1, 8, 2000, 60, Start.ToUnixTimeMilliseconds());

    [Fact]
    public void Market_time_runs_at_the_speed_from_the_worlds_start()
    {
        var market = Stored.MarketTimeAt(Start.AddSeconds(90));

        Assert.Equal(World.StartUnixMs + (90 * 60 * 1000), market);
    }

    [Fact]
    public void A_wall_clock_set_back_does_not_lead_before_the_start() =>
        Assert.Equal(World.StartUnixMs, Stored.MarketTimeAt(Start.AddHours(-1)));

    [Fact]
    public void The_record_survives_its_json() =>
        Assert.Equal(Stored with { Rate = 12.5 }, DemoWorld.Parse((Stored with { Rate = 12.5 }).ToJson()));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"seed":1,"symbols":8,"rate":2000,"speed":0,"wallStartUnixMs":5}""")]
    [InlineData("not json")]
    public void A_damaged_record_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => DemoWorld.Parse(json));

    [Fact]
    public void Equal_options_have_no_differences() =>
        Assert.Empty(Stored.Differences(Stored with { WallStartUnixMs = 5 }));

    [Fact]
    public void A_difference_names_option_stored_value_given_value_and_fix()
    {
        var line = Assert.Single(Stored.Differences(Stored with { Speed = 30 }));

        Assert.Equal("--speed: the data directory holds a world with 60, given was 30: use --speed 60, or another Data:Directory.", line);
    }

    [Fact]
    public void The_rate_counts_wall_seconds() =>
        Assert.Equal(2000.0 / 60, Stored.World.TradesPerSecond);
}
