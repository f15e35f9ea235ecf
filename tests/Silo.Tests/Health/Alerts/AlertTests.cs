using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Configuration.Alerting;
using SqueezeFlow.Silo.Health.Alerts;

namespace SqueezeFlow.Silo.Tests.Health.Alerts;

public sealed class AlertTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_lasts_is_raised_once_and_its_end_is_told()
    {
        var book = Book("system.disk_percent > 90 for 1m quiet 10m");

        Assert.Empty(book.Note([Disk(95)], Start));
        Assert.Empty(book.Note([Disk(95)], Start.AddSeconds(59)));
        var raised = Assert.Single(book.Note([Disk(96)], Start.AddSeconds(60)));
        Assert.Equal(("x", "system", false, "system.disk_percent is 96, more than 90"), (raised.Name, raised.Part, raised.IsOver, raised.Words));
        Assert.Empty(book.Note([Disk(96)], Start.AddSeconds(70)));
        var over = Assert.Single(book.Note([Disk(50)], Start.AddSeconds(80)));
        Assert.Equal((true, TimeSpan.FromSeconds(80)), (over.IsOver, over.Lasted));
        Assert.Empty(book.Note([Disk(50)], Start.AddSeconds(90)));
    }

    [Fact]
    public void What_does_not_last_is_never_raised()
    {
        var book = Book("system.disk_percent > 90 for 1m");

        foreach (var second in Enumerable.Range(0, 600))
        {
            Assert.Empty(book.Note([Disk(second % 50 == 0 ? 10 : 99)], Start.AddSeconds(second)));
        }
    }

    [Fact]
    public void Within_its_quiet_time_it_is_not_raised_again_and_after_it_it_is()
    {
        var book = Book("system.disk_percent > 90 quiet 10m");
        Assert.Single(book.Note([Disk(99)], Start));
        Assert.Single(book.Note([Disk(1)], Start.AddMinutes(1)));

        Assert.Empty(book.Note([Disk(99)], Start.AddMinutes(2)));
        Assert.Empty(book.Note([Disk(99)], Start.AddMinutes(9)));
        Assert.Single(book.Note([Disk(99)], Start.AddMinutes(10)));
    }

    [Fact]
    public void A_level_counts_from_where_it_was_named_and_for_the_parts_of_every_account()
    {
        var book = Book("executor unhealthy");

        var raised = book.Note([Part("executor", "degraded"), Part("executor:scalper", "critical"), Part("executorial", "critical")], Start);

        Assert.Equal("executor:scalper is critical: because", Assert.Single(raised).Words);
    }

    [Fact]
    public void A_part_that_is_told_no_longer_is_over()
    {
        var book = Book("redis degraded");
        book.Note([Part("redis", "critical")], Start);

        Assert.True(Assert.Single(book.Note([], Start.AddSeconds(5))).IsOver);
        Assert.Empty(book.Raised);
    }

    [Theory]
    [InlineData("feeds.lag_ms < -2000 for 2m", true)]
    [InlineData("executor critical for 1m quiet 1h critical", true)]
    [InlineData("executor", false)]
    [InlineData("executor poorly", false)]
    [InlineData("system.disk_percent > much", false)]
    [InlineData("system > 5", false)]
    [InlineData("system.disk_percent > 5 for", false)]
    [InlineData("system.disk_percent > 5 for ever", false)]
    [InlineData("system.disk_percent > 5 loudly", false)]
    public void A_rule_is_read_whole_or_not_at_all(string text, bool isRule) => Assert.Equal(isRule, AlertRule.TryParse(text, out _));

    [Fact]
    public void Every_usual_rule_is_one_and_settings_change_and_take_away()
    {
        Assert.All(AlertRules.Usual.Values, text => Assert.True(AlertRule.TryParse(text, out _), text));
        var options = new AlertOptions();
        options.Rules["DISK"] = "system.disk_percent > 50";
        options.Rules["redis"] = "off";

        var rules = AlertRules.Of(options);

        Assert.Equal(50, rules["disk"].Limit);
        Assert.DoesNotContain("redis", rules.Keys);
        Assert.Equal(AlertRules.Usual.Count - 1, rules.Count);
    }

    [Theory]
    [InlineData("states", "states")]
    [InlineData("redis", "records")]
    public void Redis_that_keeps_nothing_raises_an_alarm_after_half_a_minute(string part, string rule)
    {
        var book = new AlertBook(AlertRules.Of(new()), TimeSpan.Zero);
        book.Note([Part(part, "critical")], Start);

        var alert = Assert.Single(book.Note([Part(part, "critical")], Start.AddSeconds(30)));

        Assert.Equal((rule, true), (alert.Name, alert.Rule.IsCritical));
    }

    private static AlertBook Book(string rule)
    {
        Assert.True(AlertRule.TryParse(rule, out var parsed));
        return new(new Dictionary<string, AlertRule> { ["x"] = parsed! }, TimeSpan.Zero);
    }

    private static HealthPart Disk(double percent) => new("system", "healthy", "because", new Dictionary<string, double> { ["disk_percent"] = percent });

    private static HealthPart Part(string name, string level) => new(name, level, "because", new Dictionary<string, double>());
}
