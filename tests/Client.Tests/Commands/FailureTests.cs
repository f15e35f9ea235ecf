using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Client.Tests.Commands;

/// <summary>What goes wrong is one line on standard error, and a code.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task A_refusal_is_one_line_with_the_details()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Refuse("/api/v1/symbols/BTC/explain", 404, "Nothing was evaluated yet", "BTC: nothing was evaluated yet:\nno trade has come");
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "explain", "BTC", "--json");

        Assert.Equal((1, string.Empty), (exitCode, terminal.Out));
        Assert.Equal("BTC: nothing was evaluated yet: no trade has come\n", terminal.Error);
    }

    [Theory]
    [InlineData("explain FOO", "/api/v1/symbols/FOO/explain", "symbol", "FOO", "see /api/v1/symbols for the tracked ones", "FOO is not collected; known: ADA, AVAX, BTC")]
    [InlineData("explain BTX", "/api/v1/symbols/BTX/explain", "symbol", "BTX", "see /api/v1/symbols for the tracked ones", "BTX is not collected; did you mean BTC?; known: ADA, AVAX, BTC")]
    [InlineData("ledger BINANCE:foousdt", "/api/v1/ledger/BINANCE:foousdt", "market", "BINANCE:foousdt", "see /products for the known ones", "BINANCE:foousdt is not collected; known: BINANCE:btcusdt")]
    [InlineData("restart NOWHERE/7", "/api/v1/feeds/NOWHERE%2F7/restart", "id", "NOWHERE/7", "see /api/v1/feeds for the ids, e.g. BINANCE/0", "feed NOWHERE/7 does not exist; known: BINANCE/0")]
    public async Task A_name_that_the_service_does_not_know_is_answered_with_those_it_knows(string line, string path, string field, string value, string fix, string said)
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/symbols", new[] { Samples.Symbol(), Samples.Symbol() with { Symbol = "AVAX" }, Samples.Symbol() with { Symbol = "ADA" } });
        service.Answer("/api/v1/markets", new[] { Samples.Reference() }).Answer("/api/v1/feeds", new[] { Samples.Feed() });
        service.Answer(path, new { title = "There is no such thing", status = 404, detail = $"{field}: '{value}' is not known: {fix}", field, value, fix }, 404);
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, line.Split(' '));

        Assert.Equal((2, said + "\n"), (exitCode, terminal.Error));
    }

    [Fact]
    public async Task No_refusal_speaks_of_paths_and_statuses()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Refuse("/api/v1/positions/9/close", 409, "The account refused", "id: '9': no open position has the id 9");
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "close", "9");

        Assert.Equal((1, "id: '9': no open position has the id 9\n"), (exitCode, terminal.Error));
    }

    [Fact]
    public async Task A_path_that_another_program_does_not_know_is_told_with_its_address()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText("/api/v1/feeds", "404 page not found", 404, "text/plain");
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "feeds");

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{service.Url} answers GET /api/v1/feeds with 404 NotFound: 404 page not found: is this a SqueezeFlow service", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_the_service_refuses_is_bad_usage()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Refuse("/api/v1/gaps", 400, "Bad range", "from must be before to");
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "gaps");

        Assert.Equal(2, exitCode);
        Assert.Contains("from must be before to", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_key_tells_how_to_give_one()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Refuse("/api/v1/execution/pause", 401, "Key required", "this address is not loopback");
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "pause");

        Assert.Equal(1, exitCode);
        Assert.Contains("--api-key", terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("watch BTC")]
    [InlineData("signals --follow")]
    [InlineData("pause")]
    public async Task Without_a_service_the_line_names_address_cause_and_fix(string line)
    {
        using var terminal = new TestTerminal();
        var url = $"http://127.0.0.1:{ServerProgram.FreePort()}";

        var exitCode = await terminal.RunAsync([.. line.Split(' '), "--url", url]);

        Assert.Equal((3, string.Empty), (exitCode, terminal.Out));
        Assert.StartsWith($"no service at {url}: Connection refused: ", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("--url", terminal.Error, StringComparison.Ordinal);
        Assert.Equal(1, terminal.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task An_answer_of_another_program_is_told_as_such()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText("/api/v1/feeds", "<html>hello</html>", contentType: "text/html");
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "feeds");

        Assert.Equal(1, exitCode);
        Assert.Contains("is this a SqueezeFlow service", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirection_is_not_followed()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.On("/api/v1/execution/pause", context =>
        {
            context.Response.Redirect("/api/v1/status");
            return Task.CompletedTask;
        });
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "pause", "--api-key", "secret");

        Assert.Equal(1, exitCode);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task An_address_below_a_path_is_kept()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/desk/api/v1/status", Samples.Status());
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync("status", "--url", service.Url + "/desk/");

        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Output_that_cannot_be_written_is_a_failure_in_one_line()
    {
        await using var service = await ServiceDouble.StartAsync();
        using var terminal = new TestTerminal();
        terminal.LineWritten = _ => throw new IOException("No space left on device");

        var exitCode = await terminal.RunAsync(service, "status", "--json");

        Assert.Equal((1, "input or output failed: No space left on device\n"), (exitCode, terminal.Error));
    }

    [Fact]
    public async Task Words_of_others_cannot_steer_the_terminal()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/feeds", new[] { Samples.Feed() with { LastError = "\e[2Jgone\nfeed" } });
        using var terminal = new TestTerminal();

        await terminal.RunAsync(service, "feeds");

        Assert.DoesNotContain('\e', terminal.Out);
        Assert.Equal(2, terminal.Out.Count(c => c == '\n'));
    }

    [Fact]
    public async Task The_address_comes_from_the_environment_when_no_option_names_it()
    {
        await using var service = await ServiceDouble.StartAsync();
        using var terminal = new TestTerminal();
        terminal.Variables["SQUEEZEFLOW_URL"] = service.Url;

        var exitCode = await terminal.RunAsync("status");

        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task A_reader_that_has_gone_ends_the_command_quietly()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/symbols/BTC", Samples.Symbol());
        using var terminal = new TestTerminal();
        terminal.LineWritten = _ => throw new Client.Terminals.ClosedPipeException(new IOException("Broken pipe"));

        var exitCode = await terminal.RunAsync(service, "watch", "BTC");

        Assert.Equal((0, string.Empty), (exitCode, terminal.Error));
    }
}
