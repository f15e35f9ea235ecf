using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Commands;

/// <summary>Commands that change something.</summary>
public sealed class ChangingCommandTests
{
    [Theory]
    [InlineData("pause", "POST", "/api/v1/execution/pause", "entries are paused")]
    [InlineData("resume", "POST", "/api/v1/execution/resume", "entries are allowed")]
    [InlineData("restart BINANCE/0", "POST", "/api/v1/feeds/BINANCE%2F0/restart", "feed BINANCE/0: restart was asked for")]
    [InlineData("close 77", "POST", "/api/v1/positions/77/close", "position 77: close was sent")]
    [InlineData("pause --account scalper", "POST", "/api/v1/execution/pause?account=scalper", "entries of scalper are paused")]
    [InlineData("resume --account scalper", "POST", "/api/v1/execution/resume?account=scalper", "entries of scalper are allowed")]
    [InlineData("resume --account all", "POST", "/api/v1/execution/resume?account=all", "entries are allowed")]
    [InlineData("close 77 --account scalper", "POST", "/api/v1/positions/77/close?account=scalper", "position 77: close was sent")]
    [InlineData("market add BINANCE:solusdt", "PUT", "/api/v1/markets/BINANCE:solusdt", "market BINANCE:solusdt: is read from now on")]
    [InlineData("market remove BINANCE:solusdt", "DELETE", "/api/v1/markets/BINANCE:solusdt", "market BINANCE:solusdt: is read no longer")]
    public async Task A_change_is_sent_with_the_header_that_foreign_pages_cannot_send(string line, string method, string path, string said)
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText(path.Split('?')[0], string.Empty, 204);
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, line.Split(' '));

        var (request, headers) = Assert.Single(service.Requests);
        Assert.Equal((0, $"{method} {path}"), (exitCode, request));
        Assert.Equal("1", headers["X-SqueezeFlow"]);
        Assert.StartsWith("application/json", headers.ContentType.ToString(), StringComparison.Ordinal);
        Assert.False(headers.ContainsKey("X-Api-Key"));
        Assert.StartsWith(said, terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_of_an_empty_answer_is_an_empty_object()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText("/api/v1/execution/pause", string.Empty, 204);
        using var terminal = new TestTerminal();

        await terminal.RunAsync(service, "pause", "--json");

        Assert.Equal("{}\n", terminal.Out);
    }

    [Fact]
    public async Task The_key_comes_from_the_option_before_the_variable_before_the_file()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText("/api/v1/execution/pause", "{}");
        using var terminal = new TestTerminal();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "from-file\n", TestContext.Current.CancellationToken);

        terminal.Variables["SQUEEZEFLOW_API_KEY_FILE"] = file;
        await terminal.RunAsync(service, "pause");
        terminal.Variables["SQUEEZEFLOW_API_KEY"] = "from-variable";
        await terminal.RunAsync(service, "pause");
        await terminal.RunAsync(service, "pause", "--api-key", "from-option");
        File.Delete(file);

        Assert.Equal(["from-file", "from-variable", "from-option"], service.Requests.Select(item => item.Headers["X-Api-Key"].ToString()));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("signals --follow --seconds 1")]
    public async Task A_key_is_sent_with_reads_too(string line)
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText("/api/v1/signals", "[]");
        using var terminal = new TestTerminal();

        await terminal.RunAsync(service, [.. line.Split(' '), "--api-key", "Schlüssel"]);

        Assert.NotEmpty(service.Requests);
        Assert.All(service.Requests, request => Assert.Equal("Schlüssel", request.Headers["X-Api-Key"].ToString()));
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("\n")]
    public async Task A_key_that_is_not_one_line_is_refused_and_not_shown(string key)
    {
        await using var service = await ServiceDouble.StartAsync();
        using var terminal = new TestTerminal();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, key, TestContext.Current.CancellationToken);

        terminal.Variables["SQUEEZEFLOW_API_KEY_FILE"] = file;
        var exitCode = await terminal.RunAsync(service, "status");
        File.Delete(file);

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"SQUEEZEFLOW_API_KEY_FILE: '{file}' holds no key", terminal.Error, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }
}
