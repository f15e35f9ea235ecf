using Spectre.Console;
using SqueezeFlow.Client.Commands;
using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Screen.Tests.Services;

/// <summary>The console in the process of the tests: to start it costs many times what it does.</summary>
internal static class OwnConsole
{
    /// <summary>What it prints, where it succeeds.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using var interrupts = new Interrupts();
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal
        {
            In = TextReader.Null,
            Out = output,
            Error = error,
            Screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No }),
            IsScreen = false,
            IsErrorScreen = false,
            IsKeyboard = false,
            Clock = TimeProvider.System,
            Variable = Environment.GetEnvironmentVariable,
            Interrupts = interrupts,
        };
        var code = await Task.Run(() => ConsoleCommands.RunAsync(arguments, terminal), TestContext.Current.CancellationToken);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: {error}");
        return output.ToString();
    }
}
