using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Checks;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Silo.Service;
using SqueezeFlow.Silo.Tests.Commands;
using static SqueezeFlow.Silo.Tests.Configuration.Configured;

namespace SqueezeFlow.Silo.Tests.Configuration;

public sealed class SiloConfigurationTests
{
    [Theory]
    [InlineData("SQUEEZEFLOW_RUN_INTERVAL", "90", "Strategy:RunInterval", "00:01:30")]
    [InlineData("SQUEEZEFLOW_MAX_SYMBOLS", "5", "Strategy:MaxSymbols", "5")]
    [InlineData("SQUEEZEFLOW_LOOKBACK_HOURS", "24", "Strategy:LookbackHours", "24")]
    [InlineData("SQUEEZEFLOW_TIMEFRAME", "15m", "Strategy:Timeframe", "15m")]
    [InlineData("SQUEEZEFLOW_MIN_DATA_POINTS", "60", "Strategy:MinDataPoints", "60")]
    [InlineData("SQUEEZEFLOW_PROFILE", "Original", "Strategy:Profile", "Original")]
    [InlineData("SQUEEZEFLOW_ENABLE_OI", "True", "Strategy:EnableOpenInterest", "true")]
    [InlineData("SQUEEZEFLOW_EVALUATE_FORMING_BAR", "1", "Strategy:EvaluateFormingBar", "true")]
    [InlineData("SQUEEZEFLOW_LOG_LEVEL", "INFO", "Logging:LogLevel:Default", "Information")]
    [InlineData("FREQTRADE_API_URL", "http://bot:8080", "Execution:Freqtrade:Url", "http://bot:8080")]
    [InlineData("FREQTRADE_API_TIMEOUT", "10", "Execution:Freqtrade:Timeout", "00:00:10")]
    [InlineData("SQUEEZEFLOW_NOTIFY_WEBHOOK_URL", "https://hook.example/x", "Notifications:Webhook:Url", "https://hook.example/x")]
    [InlineData("SQUEEZEFLOW_NOTIFY_WEBHOOK_SECRET", "open sesame", "Notifications:Webhook:Secret", "open sesame")]
    [InlineData("SQUEEZEFLOW_NOTIFY_TELEGRAM_TOKEN", "1:a", "Notifications:Telegram:Token", "1:a")]
    [InlineData("SQUEEZEFLOW_NOTIFY_TELEGRAM_CHAT_ID", "-1001", "Notifications:Telegram:ChatId", "-1001")]
    [InlineData("INFLUX_HOST", "influx", "Influx:Host", "influx")]
    [InlineData("REDIS_HOST", "redis", "Redis:Host", "redis")]
    [InlineData("REDIS_PORT", "6380", "Redis:Port", "6380")]
    [InlineData("REDIS_DB", "2", "Redis:Database", "2")]
    [InlineData("REDIS_USERNAME", "silo", "Redis:Username", "silo")]
    [InlineData("REDIS_PASSWORD", "open sesame", "Redis:Password", "open sesame")]
    [InlineData("REDIS_TLS", "yes", "Redis:Tls", "true")]
    [InlineData("REDIS_TLS_CA_FILE", "/run/ca.pem", "Redis:TlsCaFile", "/run/ca.pem")]
    [InlineData("SQUEEZEFLOW_CLUSTER_MODE", "Redis", "Cluster:Mode", "Redis")]
    [InlineData("SQUEEZEFLOW_CLUSTER_ID", "squeezeflow-2", "Cluster:ClusterId", "squeezeflow-2")]
    public void A_variable_of_the_deployment_sets_our_key(string variable, string value, string key, string expected)
    {
        var configuration = Build([], (variable, value));

        Assert.Equal(expected, configuration.Root[key]);
        Assert.Equal($"environment variable {variable}", configuration.OriginOf(key));
    }

    [Fact]
    public void An_empty_variable_counts_as_not_set()
    {
        var configuration = Build([], ("SQUEEZEFLOW_MAX_SYMBOLS", ""));

        Assert.Null(configuration.Root["Strategy:MaxSymbols"]);
        Assert.Empty(ConfigurationCheck.Run(configuration));
    }

    [Fact]
    public void The_command_line_wins_over_our_variables_and_those_over_the_deployments()
    {
        (string, string)[] environment = [("SQUEEZEFLOW_TIMEFRAME", "15m"), ("Strategy__Timeframe", "30m"), ("SQUEEZEFLOW_MIN_DATA_POINTS", "50"), ("Strategy__MinDataPoints", "60")];
        var configuration = Build(["--Strategy:Timeframe=1h"], environment);

        Assert.Equal("1h", configuration.Root["Strategy:Timeframe"]);
        Assert.Equal("command line", configuration.OriginOf("Strategy:Timeframe"));
        Assert.Equal("60", configuration.Root["Strategy:MinDataPoints"]);
        Assert.Equal("environment variable Strategy__MinDataPoints", configuration.OriginOf("Strategy:MinDataPoints"));
        Assert.Equal("default", configuration.OriginOf("Strategy:LookbackHours"));
    }

    [Fact]
    public void The_strategy_runs_with_the_parameters_of_the_file_and_without_one_with_those_of_its_profile()
    {
        using var file = new ParameterTextFile("""{ "entry": { "minScore": 7.5 } }""");

        Assert.Equal(StrategyParameters.Corrected with { Entry = new() { MinScore = 7.5 } }, ParametersOf(Build([$"--Strategy:ParametersFile={file.Path}"])));
        Assert.Equal(StrategyParameters.Original, ParametersOf(Build(["--Strategy:Profile=Original"])));
    }

    [Fact]
    public void All_problems_are_found_at_once()
    {
        var configuration = Build(
            ["--Http:Url=ftp://x", "--Cluster:SiloPort=70000", "--Strategy:Timeframe=7m", "--Feeds:Redundancy=many", "--Strategy:Profile=Best"],
            ("SQUEEZEFLOW_RUN_INTERVAL", "soon"),
            ("REDIS_PORT", "70000"),
            ("INFLUX_PORT", "70000"));

        var keys = ConfigurationCheck.Run(configuration).Select(problem => problem.Key).Order(StringComparer.Ordinal);

        Assert.Equal(
            ["Cluster:SiloPort", "Feeds:Redundancy", "Http:Url", "Influx:Port", "Redis:Port", "SQUEEZEFLOW_RUN_INTERVAL", "Strategy:Profile", "Strategy:Timeframe"],
            keys);
    }

    [Fact]
    public void A_problem_is_one_line_with_key_value_and_fix()
    {
        var configuration = Build(["--Cluster:SiloPort=70000"]);

        var problem = Assert.Single(ConfigurationCheck.Run(configuration));

        Assert.Equal("Cluster:SiloPort: '70000' cannot be used: expected 0 to 65535", problem.ToString());
    }

    [Fact]
    public void A_variable_without_a_meaning_here_is_warned_of()
    {
        var configuration = Build([], ("SQUEEZEFLOW_ENABLE_1S_MODE", "true"), ("SQUEEZEFLOW_ENABLE_PARALLEL", "true"));

        Assert.Equal(2, configuration.Warnings.Count());
        Assert.Empty(ConfigurationCheck.Run(configuration));
    }

    [Theory]
    [InlineData("http://bot:8080", null, true)]
    [InlineData("http://bot:8080", "true", true)]
    [InlineData("http://bot:8080", "false", false)]
    [InlineData("", null, false)]
    public void Orders_go_to_a_bot_only_when_one_is_named_and_not_switched_off(string url, string? enabled, bool expected)
    {
        var configuration = Build([], ("FREQTRADE_API_URL", url), ("FREQTRADE_ENABLE_INTEGRATION", enabled ?? ""));

        Assert.Equal(expected, Freqtrade.IsChosen(configuration.Root));
    }

    [Theory]
    [InlineData("main", "Execution")]
    [InlineData("second", "Execution:Accounts:second")]
    public void Spaces_around_a_switch_are_no_part_of_it(string account, string section)
    {
        Dictionary<string, string?> values = new() { [$"{section}:Freqtrade:Url"] = "http://bot:8080", [$"{section}:Freqtrade:Enabled"] = "False " };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();

        Assert.False(Freqtrade.IsChosen(configuration, account));
    }

    private static StrategyParameters ParametersOf(SiloConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration.Root);
        services.AddFlow(configuration.Root, new("demo", default));
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<EvaluationOptions>>().Value.Parameters;
    }
}
