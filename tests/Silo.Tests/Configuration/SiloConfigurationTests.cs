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
    public void A_secret_is_read_from_the_file_that_its_variable_names()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "from file\n");
        try
        {
            var configuration = Build([], ("SQUEEZEFLOW_API_KEY_FILE", path));

            Assert.Equal("from file", configuration.Root["Api:Key"]);
            Assert.Equal("environment variable SQUEEZEFLOW_API_KEY_FILE", configuration.OriginOf("Api:Key"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("SQUEEZEFLOW_API_KEY", "Api:Key")]
    [InlineData("SQUEEZEFLOW_API_READ_KEY", "Api:ReadKey")]
    [InlineData("SQUEEZEFLOW_WEBHOOK_SECRET", "Signals:Webhook:Secret")]
    [InlineData("SQUEEZEFLOW_WEBHOOK_BODY_SECRET", "Signals:Webhook:BodySecret")]
    public void A_secret_file_without_a_secret_is_a_problem_and_not_a_service_without_a_key(string variable, string key)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "\n");
            var empty = Build([], (variable + "_FILE", path));
            File.WriteAllText(path, "secret\n");
            var full = Build([], (variable + "_FILE", path));

            Assert.Equal((variable + "_FILE", path), Assert.Single(ConfigurationCheck.Run(empty)) is var problem ? (problem.Key, problem.Value) : default);
            Assert.Equal(("secret", "***"), (full.Root[key], ConfigurationCheck.Shown(key, full.Root[key])));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("Api:AllowedHosts", "localhost,*", "'*' is none")]
    [InlineData("Api:AllowedHosts", "http://flow.example/", "'http://flow.example/' is none")]
    [InlineData("Api:ReadKey", "right", "another text than that of Api:Key")]
    public void Names_and_keys_that_cannot_do_what_they_are_for_are_problems(string key, string value, string fix)
    {
        var problem = Assert.Single(ConfigurationCheck.Run(Build(["--Api:Key=right", $"--{key}={value}"])));

        Assert.Equal(key, problem.Key);
        Assert.Contains(fix, problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("'right'", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:3000", null, true)]
    [InlineData("http://192.0.2.1:3000", null, true)]
    [InlineData("http://0.0.0.0:3000", "--Api:Key=right", false)]
    [InlineData("http://0.0.0.0:3000", "--Api:ReadKey=reads", false)]
    [InlineData("http://localhost:3000", null, false)]
    [InlineData("http://[::1]:3000", null, false)]
    public void An_address_for_other_machines_without_a_key_is_warned_of(string url, string? key, bool expected)
    {
        string[] arguments = [$"--Http:Url={url}", .. key is null ? Array.Empty<string>() : [key]];

        Assert.Equal(expected, Build(arguments).Warnings.Any(warning => warning.Contains("without a key", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_secret_file_that_is_missing_is_a_problem()
    {
        var configuration = Build([], ("FREQTRADE_API_PASSWORD_FILE", "/nowhere/at/all"));

        var problem = Assert.Single(ConfigurationCheck.Run(configuration));
        Assert.Equal(("FREQTRADE_API_PASSWORD_FILE", "/nowhere/at/all"), (problem.Key, problem.Value));
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

    [Fact]
    public void What_notifications_cannot_work_with_is_told_all_at_once_and_without_secrets()
    {
        var configuration = Build(
            [
                "--Notifications:Webhook:Enabled=true", "--Notifications:Telegram:Enabled=true", "--Notifications:Telegram:ChatId=my chat", "--Notifications:Webhook:MaxPerMinute=0",
                "--Notifications:Templates:entryFilled={simbol}", "--Notifications:Templates:entryFild=x", "--Notifications:Webhook:Exclude=gapFond",
            ],
            ("SQUEEZEFLOW_NOTIFY_WEBHOOK_URL", "https://10.0.0.7/verysecret"),
            ("SQUEEZEFLOW_NOTIFY_WEBHOOK_SECRET", "sesame"),
            ("SQUEEZEFLOW_NOTIFY_TELEGRAM_TOKEN", "verysecret"));

        var problems = ConfigurationCheck.Run(configuration).Select(problem => problem.ToString()).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(
            [
                "Notifications:Telegram:ChatId", "Notifications:Telegram:Token", "Notifications:Templates:entryFild", "Notifications:Templates:entryFilled",
                "Notifications:Webhook:Exclude", "Notifications:Webhook:MaxPerMinute", "Notifications:Webhook:Secret", "Notifications:Webhook:Url",
            ],
            problems.Select(problem => problem.Split(": ")[0]));
        Assert.DoesNotContain(problems, problem => problem.Contains("verysecret", StringComparison.Ordinal) || problem.Contains("sesame", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("run", null)]
    [InlineData("demo", "Notifications have no effect: demo tells nobody of markets that are not live")]
    [InlineData("replay", "Notifications have no effect: replay tells nobody of markets that are not live")]
    public void Only_of_live_markets_people_are_told(string command, string? warning)
    {
        var configuration = SiloConfiguration.Build(["--Notifications:Webhook:Enabled=true"], new Dictionary<string, string>(), command);

        Assert.Equal(warning, configuration.Warnings.SingleOrDefault());
    }

    [Fact]
    public void A_variable_without_a_meaning_here_is_warned_of()
    {
        var configuration = Build([], ("SQUEEZEFLOW_ENABLE_1S_MODE", "true"), ("SQUEEZEFLOW_ENABLE_PARALLEL", "true"));

        Assert.Equal(2, configuration.Warnings.Count());
        Assert.Empty(ConfigurationCheck.Run(configuration));
    }

    [Fact]
    public void Secrets_are_never_shown()
    {
        Assert.Equal("***", ConfigurationCheck.Shown("Api:Key", "abc"));
        Assert.Equal("***", ConfigurationCheck.Shown("execution:freqtrade:password", "abc"));
        Assert.Equal("***", ConfigurationCheck.Shown("Notifications:Webhook:Url", "abc"));
        Assert.Equal("***", ConfigurationCheck.Shown("Notifications:Webhook:Secret", "abc"));
        Assert.Equal("***", ConfigurationCheck.Shown("Notifications:Telegram:Token", "abc"));
        Assert.Equal("abc", ConfigurationCheck.Shown("Http:Url", "abc"));
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

    private static SiloConfiguration Build(string[] arguments, params (string Name, string Value)[] environment) =>
        SiloConfiguration.Build(arguments, environment.ToDictionary(pair => pair.Name, pair => pair.Value));
}
