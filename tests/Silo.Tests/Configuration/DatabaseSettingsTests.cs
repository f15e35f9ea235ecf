using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Checks;
using SqueezeFlow.Silo.Configuration.Sections;
using static SqueezeFlow.Silo.Tests.Configuration.Configured;

namespace SqueezeFlow.Silo.Tests.Configuration;

/// <summary>What Redis and InfluxDB are reached with.</summary>
public sealed class DatabaseSettingsTests
{
    [Theory]
    [InlineData("--Redis:Host=redis:6379", "Redis:Host: 'redis:6379' cannot be used: expected a host name or address alone, e.g. redis; the port goes to Redis:Port")]
    [InlineData("--Redis:Port=0", "Redis:Port: '0' cannot be used: expected 1 to 65535")]
    [InlineData("--Redis:KeyPrefix=", "Redis:KeyPrefix: '' cannot be used: expected a name without spaces, e.g. squeezeflow")]
    [InlineData("--Redis:KeyPrefix=squeeze flow", "Redis:KeyPrefix: 'squeeze flow' cannot be used: expected a name without spaces, e.g. squeezeflow")]
    [InlineData("--Redis:Timeout=soon", "Redis:Timeout: 'soon' cannot be read: expected a time span, e.g. 00:01:00")]
    public void What_Redis_cannot_be_reached_with_is_a_problem(string argument, string expected) =>
        Assert.Equal(expected, Assert.Single(ConfigurationCheck.Run(Build([argument]))).ToString());

    [Theory]
    [InlineData("--Influx:Host=influx:8086", "Influx:Host: 'influx:8086' cannot be used: expected a host name or address alone, e.g. aggr-influx; the port goes to Influx:Port")]
    [InlineData("--Influx:Database=a/b", "Influx:Database: 'a/b' cannot be used: expected a name without a slash, e.g. significant_trades")]
    [InlineData("--Influx:Username=a:b", "Influx:Username: 'a:b' cannot be used: expected ASCII characters without spaces and colons")]
    [InlineData("--Influx:Password=open sesame", "Influx:Password: '***' cannot be used: expected ASCII characters without spaces")]
    [InlineData("--Influx:Layout=Mine", "Influx:Layout: 'Mine' cannot be read: expected one of Standard, Collector")]
    [InlineData("--Influx:RetentionBars=5", "Influx:RetentionBars: '5' cannot be used: expected 100 to 10000000")]
    public void What_InfluxDB_cannot_be_reached_with_is_a_problem(string argument, string expected) =>
        Assert.Equal(expected, Assert.Single(ConfigurationCheck.Run(Build([argument]))).ToString());

    [Fact]
    public void How_long_InfluxDB_keeps_what_is_checked_by_name()
    {
        var right = Build(["--Influx:Retention:1s=14d", "--Influx:Retention:ledger=INF"], ("INFLUX_HOST", "influx"));
        var wrong = Build(["--Influx:Retention:2m=14d", "--Influx:Retention:5m=long"], ("INFLUX_HOST", "influx"));

        Assert.Empty(ConfigurationCheck.Run(right));
        Assert.Equal(
            [
                "Influx:Retention:2m: '14d' names nothing that the layout Standard keeps: expected one of 1s, 1m, 5m, 15m, 30m, 1h, 4h, ledger, 30_days",
                "Influx:Retention:5m: 'long' cannot be read: expected a duration, e.g. 7d or 8760h, or INF for ever",
            ],
            ConfigurationCheck.Run(wrong).Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData("run", true, null)]
    [InlineData("demo", false, "Influx:Host (environment variable INFLUX_HOST) has no effect: demo stores in its own folder, apart from real markets")]
    [InlineData("replay", false, "Influx:Host (environment variable INFLUX_HOST) has no effect: replay stores in its own folder, apart from real markets")]
    public void Only_real_markets_are_stored_in_InfluxDB(string command, bool isChosen, string? warning)
    {
        Dictionary<string, string?> settled = [];
        if (command != "run")
        {
            DeploymentInflux.SettleNowhere(settled);
        }

        var configuration = SiloConfiguration.Build([], new Dictionary<string, string> { ["INFLUX_HOST"] = "influx" }, command, settled);

        Assert.Equal(isChosen, DeploymentInflux.IsChosen(configuration.Root));
        Assert.Equal(warning, configuration.Warnings.SingleOrDefault());
    }
}
