using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Checks;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Tests.Configuration;

/// <summary>Secrets of the webhook: read from where they stand, told by nobody.</summary>
public sealed class WebhookOptionsTests : IDisposable
{
    private const string Secret = "a secret that signs";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("--Signals:Webhook:Secret=short", "Signals:Webhook:Secret", "16 characters at least")]
    [InlineData("--Signals:Webhook:BodySecret=short", "Signals:Webhook:BodySecret", "16 characters at least")]
    [InlineData("--Signals:Webhook:SecretFile=/nowhere/secret", "Signals:Webhook:SecretFile", "/nowhere/secret")]
    [InlineData("--Signals:Webhook:Window=00:00:01", "Signals:Webhook:Window", "00:00:10")]
    [InlineData("--Signals:External:MaxPerMinute=-1", "Signals:External:MaxPerMinute", "0 to 100000")]
    public void What_cannot_be_used_is_told_before_the_start(string argument, string key, string fix)
    {
        var problem = Assert.Single(ConfigurationCheck.Run(Build(argument)));

        Assert.Equal(key, problem.Key);
        Assert.Contains(fix, problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("'short'", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_may_lie_in_a_file_that_holds_nothing_else()
    {
        File.WriteAllText(_file, Secret + "\n");

        Assert.Empty(ConfigurationCheck.Run(Build($"--Signals:Webhook:SecretFile={_file}")));
        Assert.Equal(Secret, new WebhookOptions { SecretFile = _file }.ReadSecret());
    }

    [Fact]
    public void An_empty_file_and_a_secret_in_two_places_are_problems()
    {
        var empty = Assert.Single(ConfigurationCheck.Run(Build($"--Signals:Webhook:SecretFile={_file}")));
        var twice = Assert.Single(ConfigurationCheck.Run(Build($"--Signals:Webhook:SecretFile={_file}", $"--Signals:Webhook:Secret={Secret}")));

        Assert.Contains("it holds 0", empty.ToString(), StringComparison.Ordinal);
        Assert.Contains("both are set", twice.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_secret_that_travels_is_another_than_the_one_that_signs()
    {
        var problem = Assert.Single(ConfigurationCheck.Run(Build($"--Signals:Webhook:Secret={Secret}", $"--Signals:Webhook:BodySecret={Secret}")));

        Assert.Equal("Signals:Webhook:BodySecret", problem.Key);
        Assert.DoesNotContain(Secret, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("--Signals:External:Enabled=true", false)]
    public void A_secret_without_effect_is_told(string? more, bool isTold)
    {
        var warnings = Build($"--Signals:Webhook:Secret={Secret}", more ?? "--Signals:External:Enabled=false").Warnings;

        Assert.Equal(isTold, warnings.Any(words => words.StartsWith("Signals:Webhook:Secret", StringComparison.Ordinal)));
        Assert.DoesNotContain(warnings, words => words.Contains(Secret, StringComparison.Ordinal));
    }

    private static SiloConfiguration Build(params string[] arguments) => SiloConfiguration.Build([.. arguments, "--Http:Url=http://127.0.0.1:0"], new Dictionary<string, string>());
}
