using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SqueezeFlow.Execution.Freqtrade;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

public sealed class OptionsTests
{
    [Fact]
    public void Every_missing_value_is_named_at_once()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read([]));

        Assert.Equal(3, error.Failures.Count());
        Assert.Contains(error.Failures, failure => failure.Contains("FREQTRADE_API_PASSWORD_FILE", StringComparison.Ordinal));
    }

    [Fact]
    public void The_deployments_variables_fill_what_the_section_leaves_open()
    {
        var options = Read(new()
        {
            ["Execution:Freqtrade:Username"] = "section",
            ["FREQTRADE_API_URL"] = "http://freqtrade:8080/",
            ["FREQTRADE_API_USERNAME"] = "variable",
            ["FREQTRADE_API_PASSWORD"] = "secret",
            ["FREQTRADE_API_TIMEOUT"] = "7",
        });

        Assert.Equal(("section", "secret", TimeSpan.FromSeconds(7)), (options.Username, options.Password.Reveal(), options.Timeout));
        Assert.Equal("http://freqtrade:8080/api/v1/", options.BaseAddress.AbsoluteUri);
        Assert.False(options.AllowLive);
    }

    [Fact]
    public void A_section_may_hold_everything()
    {
        var options = Read(new()
        {
            ["Execution:Freqtrade:Url"] = "https://bot.example/api/v1",
            ["Execution:Freqtrade:Username"] = "u",
            ["Execution:Freqtrade:Password"] = "p",
            ["Execution:Freqtrade:EntryTimeout"] = "00:00:20",
            ["Execution:AllowLive"] = "true",
        });

        Assert.Equal(("p", TimeSpan.FromSeconds(20), true), (options.Password.Reveal(), options.EntryTimeout, options.AllowLive));
        Assert.Equal("https://bot.example/api/v1/", options.BaseAddress.AbsoluteUri);
    }

    [Fact]
    public void A_password_is_read_from_its_file()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "from-file\n");

        var options = Read(new() { ["FREQTRADE_API_URL"] = "http://a", ["FREQTRADE_API_USERNAME"] = "u", ["FREQTRADE_API_PASSWORD_FILE"] = path });

        File.Delete(path);
        Assert.Equal("from-file", options.Password.Reveal());
    }

    [Fact]
    public void A_secret_file_that_is_missing_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

        var error = Assert.Throws<OptionsValidationException>(() =>
            Read(new() { ["FREQTRADE_API_URL"] = "http://a", ["FREQTRADE_API_USERNAME"] = "u", ["FREQTRADE_API_PASSWORD_FILE"] = path }));

        Assert.Contains(path, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Both_secret_files_are_named_when_neither_can_be_read()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

        var error = Assert.Throws<OptionsValidationException>(() => Read(new()
        {
            ["FREQTRADE_API_URL"] = "http://a",
            ["FREQTRADE_API_USERNAME"] = "u",
            ["Execution:Freqtrade:PasswordFile"] = path,
            ["FREQTRADE_API_WS_TOKEN_FILE"] = path,
        }));

        Assert.Equal(["Execution:Freqtrade:PasswordFile", "Execution:Freqtrade:WebsocketTokenFile"], error.Failures.Select(failure => failure.Split(": ")[0]));
    }

    [Fact]
    public void A_websocket_token_is_read_from_section_or_variable()
    {
        Dictionary<string, string?> values = new() { ["FREQTRADE_API_URL"] = "http://a", ["FREQTRADE_API_USERNAME"] = "u", ["FREQTRADE_API_PASSWORD"] = "p", ["FREQTRADE_API_WS_TOKEN"] = "variable" };
        var byVariable = Read(values);
        values["Execution:Freqtrade:WebsocketToken"] = "section";

        Assert.Equal(("variable", "section"), (byVariable.WebsocketToken.Reveal(), Read(values).WebsocketToken.Reveal()));
        Assert.DoesNotContain("variable", $"{byVariable} {byVariable.WebsocketToken}", StringComparison.Ordinal);
    }

    [Fact]
    public void No_proxy_of_the_environment_comes_between_the_password_and_the_bot()
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([]).Build())
            .AddFreqtradeExecution()
            .BuildServiceProvider();

        var handler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("freqtrade");
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        Assert.False(Assert.IsType<SocketsHttpHandler>(handler).UseProxy);
    }

    [Theory]
    [InlineData("http://user:verysecret@bot:8080")]
    [InlineData("http://verysecret@bot:8080")]
    [InlineData("ftp://user:verysecret@bot:8080")]
    public void A_password_in_the_address_is_refused_and_not_told(string url)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read(new()
        {
            ["Execution:Freqtrade:Url"] = url,
            ["Execution:Freqtrade:Username"] = "u",
            ["Execution:Freqtrade:Password"] = "p",
        }));

        Assert.StartsWith("Execution:Freqtrade:Url: expected http://host:port", Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("verysecret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_of_a_token_is_a_fault_like_a_missing_one()
    {
        var path = Path.GetTempFileName();

        var error = Assert.Throws<OptionsValidationException>(() => Read(new()
        {
            ["FREQTRADE_API_URL"] = "http://a",
            ["FREQTRADE_API_USERNAME"] = "u",
            ["FREQTRADE_API_PASSWORD"] = "p",
            ["FREQTRADE_API_WS_TOKEN_FILE"] = path,
        }));

        File.Delete(path);
        Assert.StartsWith("Execution:Freqtrade:WebsocketTokenFile: ", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    private static FreqtradeOptions Read(Dictionary<string, string?> values)
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddFreqtradeExecution()
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<FreqtradeOptions>>().Value;
    }
}
