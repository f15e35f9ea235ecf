using SqueezeFlow.Silo.Configuration.Checks;
using static SqueezeFlow.Silo.Tests.Configuration.Configured;

namespace SqueezeFlow.Silo.Tests.Configuration;

/// <summary>Secrets come from files too, are never shown, and do what they are for.</summary>
public sealed class SecretSettingsTests
{
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
    public void Secrets_are_never_shown()
    {
        Assert.Equal("***", ConfigurationCheck.Shown("Api:Key", "abc"));
        Assert.Equal("***", ConfigurationCheck.Shown("execution:freqtrade:password", "abc"));
        Assert.Equal("***", ConfigurationCheck.Shown("Notifications:Webhook:Url", "abc"));
        Assert.Equal("***", ConfigurationCheck.Shown("Notifications:Webhook:Secret", "abc"));
        Assert.Equal("***", ConfigurationCheck.Shown("Notifications:Telegram:Token", "abc"));
        Assert.Equal("abc", ConfigurationCheck.Shown("Http:Url", "abc"));
    }
}
