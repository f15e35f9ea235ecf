using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Notices;

namespace SqueezeFlow.Notifications.Tests.Settings;

/// <summary>What is refused at the start.</summary>
public sealed class OptionsTests
{
    private const string Secret = "sixteen bytes, at least";
    private const string Token = "123456:ABCDEFghijklmnopqrstuvwxyz0123456789";

    [Fact]
    public void Without_settings_nobody_is_told_and_nothing_runs()
    {
        using var provider = Provide();

        Assert.Same(NoNotifier.Instance, provider.GetRequiredService<INotifier>());
        Assert.Empty(provider.GetServices<Microsoft.Extensions.Hosting.IHostedService>());
        Assert.Null(provider.GetService<NotificationHub>());
    }

    [Fact]
    public void Both_channels_are_there_when_they_are_switched_on()
    {
        using var provider = Provide(
            ("Notifications:Webhook:Enabled", "true"), ("Notifications:Webhook:Url", "https://hook.example/x"), ("Notifications:Webhook:Secret", Secret),
            ("Notifications:Telegram:Enabled", "true"), ("Notifications:Telegram:Token", Token), ("Notifications:Telegram:ChatId", "@squeezes"));

        Assert.Empty(Problems(provider));
        Assert.Equal(["webhook", "telegram"], provider.GetRequiredService<NotificationHub>().Status.Select(channel => channel.Name));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_and_no_secret_with_it()
    {
        using var provider = Provide(
            ("Notifications:Webhook:Enabled", "true"), ("Notifications:Webhook:Url", "http://verysecret.example/x"), ("Notifications:Webhook:Secret", "short"),
            ("Notifications:Webhook:Exclude", "entryFiled"), ("Notifications:Telegram:Enabled", "true"), ("Notifications:Telegram:Token", "verysecret"),
            ("Notifications:Telegram:ChatId", "my chat"), ("Notifications:Templates:entryFilled", "{simbol}"), ("Notifications:Templates:entryfild", "x"));

        var problems = Problems(provider);

        Assert.Equal(
            [
                "Notifications:Telegram:ChatId", "Notifications:Telegram:Token", "Notifications:Templates:entryFilled", "Notifications:Templates:entryfild",
                "Notifications:Webhook:Exclude", "Notifications:Webhook:Secret", "Notifications:Webhook:Url",
            ],
            problems.Select(problem => problem.Split(": ")[0]).Order(StringComparer.Ordinal));
        Assert.Contains(problems, problem => problem == "Notifications:Templates:entryfild: 'x' is of no kind of notice: did you mean entryFilled?");
        Assert.DoesNotContain(problems, problem => problem.Contains("verysecret", StringComparison.Ordinal) || problem.Contains("short", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://bot:verysecret@api.example")]
    [InlineData("//bot:verysecret@api.example")]
    public void A_password_in_the_address_of_a_Bot_API_server_is_refused_and_not_told(string address)
    {
        using var provider = Provide(
            ("Notifications:Telegram:Enabled", "true"), ("Notifications:Telegram:Token", Token), ("Notifications:Telegram:ChatId", "@squeezes"), ("Notifications:Telegram:BaseAddress", address));

        var problem = Assert.Single(Problems(provider));

        Assert.StartsWith("Notifications:Telegram:BaseAddress", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("verysecret", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false, "is no address to post to")]
    [InlineData("ftp://hook.example/x", true, "is no address to post to")]
    [InlineData("https://user:word@hook.example/x", true, "holds a user or password")]
    [InlineData("http://hook.example/x", false, "is not encrypted")]
    [InlineData("https://localhost/x", false, "is of this machine or of a private network")]
    [InlineData("https://10.0.0.7/x", false, "is of this machine or of a private network")]
    [InlineData("https://[::ffff:192.168.0.1]/x", false, "is of this machine or of a private network")]
    [InlineData("https://169.254.169.254/x", false, "is of this machine or of a private network")]
    [InlineData("https://hook.example/x", false, null)]
    [InlineData("http://10.0.0.7:8080/x", true, null)]
    public void An_address_must_be_public_and_encrypted_unless_it_is_said_otherwise(string url, bool allowPrivate, string? expected)
    {
        using var provider = Provide(
            ("Notifications:Webhook:Enabled", "true"), ("Notifications:Webhook:Url", url), ("Notifications:Webhook:Secret", Secret),
            ("Notifications:Webhook:AllowPrivateAddresses", $"{allowPrivate}"));

        var problem = Problems(provider).SingleOrDefault();

        Assert.Equal(expected is null, problem is null);
        Assert.Contains(expected ?? "", problem ?? "", StringComparison.Ordinal);
    }

    private static ServiceProvider Provide(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddNotifications(NotificationServices.AreOn(configuration))
            .BuildServiceProvider();
    }

    private static string[] Problems(ServiceProvider provider)
    {
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException failure)
        {
            return [.. failure.Failures];
        }
        catch (AggregateException failures)
        {
            return [.. failures.InnerExceptions.OfType<OptionsValidationException>().SelectMany(failure => failure.Failures)];
        }
    }
}
