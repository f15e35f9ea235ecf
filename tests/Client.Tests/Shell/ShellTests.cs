using SqueezeFlow.Client.Commands;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Shell;
using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Shell;

/// <summary>The shell around the editor.</summary>
public sealed class ShellTests
{
    [Fact]
    public async Task Redirected_input_is_run_line_by_line_and_the_worst_code_counts()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText("/api/v1/gaps", "[]");
        using var terminal = new TestTerminal();
        terminal.Terminal = terminal.Terminal with { In = new StringReader("# a remark\n\ngaps\nnonsense\ngaps\nexit\ngaps\n") };

        var exitCode = await terminal.RunAsync(service, "shell");

        Assert.Equal((2, "no gaps\nno gaps\n"), (exitCode, terminal.Out));
        Assert.Contains("'nonsense': unknown command", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_of_the_shell_is_json_of_its_commands()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText("/api/v1/gaps", "[]");
        using var terminal = new TestTerminal();
        terminal.Terminal = terminal.Terminal with { In = new StringReader("gaps\n") };

        await terminal.RunAsync(service, "shell", "--json");

        Assert.Equal("[]\n", terminal.Out);
    }

    [Fact]
    public async Task A_typed_session_runs_commands_and_remembers_them()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText("/api/v1/gaps", "[]");
        using var terminal = new TestTerminal();
        var state = Directory.CreateTempSubdirectory("squeezeflow").FullName;
        terminal.Variables["XDG_STATE_HOME"] = state;
        terminal.Terminal = terminal.Terminal with { IsScreen = true, IsKeyboard = true };
        terminal.Screen.Input.PushTextWithEnter("gaps");
        terminal.Screen.Input.PushTextWithEnter("exit");

        var exitCode = await terminal.RunAsync(service, "shell");

        var kept = await File.ReadAllLinesAsync(Path.Combine(state, "squeezeflow", "history"), TestContext.Current.CancellationToken);
        Directory.Delete(state, recursive: true);
        Assert.Equal(0, exitCode);
        Assert.Contains("no gaps", terminal.Screen.Output, StringComparison.Ordinal);
        Assert.Equal(["gaps", "exit"], kept);
    }

    [Theory]
    [InlineData("po", "positions")]
    [InlineData("signals --fo", "--follow")]
    [InlineData("status --js", "--json")]
    [InlineData("watch B", "BTC")]
    [InlineData("signals --symbol b", "BTC")]
    [InlineData("ledger bin", "BINANCE:btcusdt")]
    [InlineData("close ", "77")]
    [InlineData("bars BINANCE:btcusdt --timeframe 15", "15m")]
    [InlineData("watch BTC ", null)]
    [InlineData("qu", "quit")]
    public async Task Completion_knows_commands_options_and_names_of_the_service(string text, string? expected)
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/symbols", new[] { Samples.Symbol() })
            .Answer("/api/v1/markets", new[] { Samples.Reference() })
            .Answer("/api/v1/positions", new[] { Samples.Position() });
        using var terminal = new TestTerminal();
        using var client = new ServiceClient(new Uri(service.Url), null, TimeProvider.System);
        var completer = new Completer(ConsoleCommands.Build(terminal.Terminal), client);

        var words = await completer.CompleteAsync(text, TestContext.Current.CancellationToken);

        Assert.Equal(expected is null ? [] : [expected], words);
    }
}
