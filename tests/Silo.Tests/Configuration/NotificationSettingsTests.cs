using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Checks;
using static SqueezeFlow.Silo.Tests.Configuration.Configured;

namespace SqueezeFlow.Silo.Tests.Configuration;

/// <summary>What people are told with.</summary>
public sealed class NotificationSettingsTests
{
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
}
