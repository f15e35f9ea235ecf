using System.CommandLine.Parsing;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Shell;
using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>The same commands at a prompt.</summary>
internal sealed class ShellCommand(CommandEnvironment environment)
    : ConsoleCommand(environment, "shell", "The same commands at a prompt, with history and completion", "shell", "shell --url http://10.0.0.5:3000", "shell < commands.txt")
{
    private const string Prompt = "squeezeflow> ";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (url, key) = (run.Service.BaseAddress.ToString(), run.Globals.Key(run.Arguments, run.Terminal));
        var inner = run.Terminal with
        {
            Variable = name => name switch
            {
                GlobalOptions.UrlVariable => url,
                GlobalOptions.KeyVariable => key,
                _ => run.Terminal.Variable(name),
            },
        };
        return run.Terminal is { IsKeyboard: true, IsScreen: true }
            ? TypeAsync(run, inner, cancellationToken)
            : ReadAsync(run, inner, cancellationToken);
    }

    /// <summary>Lines from a file or a pipe: no prompt, no history; the worst exit code counts.</summary>
    private static async Task<int> ReadAsync(CommandRun run, Terminal inner, CancellationToken cancellationToken)
    {
        var worst = ConsoleExit.Done;
        while (await inner.In.ReadLineAsync(cancellationToken) is { } line)
        {
            if (await ExecuteAsync(run, inner, CommandHistory.InMemory(), line) is not { } code)
            {
                break;
            }

            worst = Math.Max(worst, code);
        }

        return worst;
    }

    private static async Task<int> TypeAsync(CommandRun run, Terminal inner, CancellationToken cancellationToken)
    {
        var history = OpenHistory(inner);
        var completer = new Completer(ConsoleCommands.Build(inner), run.Service);
        var editor = new LineEditor(inner.Screen.Input, inner.Out, () => inner.Screen.Profile.Width, history, completer.CompleteAsync);
        inner.WriteLine($"SqueezeFlow {Versions.OfConsole} at {run.Service.BaseAddress}: Tab completes, 'help' lists, 'exit' or Ctrl+D leaves");
        while (await TypeLineAsync(editor, inner, cancellationToken) is { } line)
        {
            Remember(inner, history, line.Trim());
            if (await ExecuteAsync(run, inner, history, line) is null)
            {
                break;
            }
        }

        return ConsoleExit.Done;
    }

    private static async Task<string?> TypeLineAsync(LineEditor editor, Terminal terminal, CancellationToken cancellationToken)
    {
        terminal.ControlCIsKey(true);
        try
        {
            return await editor.ReadAsync(Prompt, cancellationToken);
        }
        finally
        {
            terminal.ControlCIsKey(false);
        }
    }

    /// <summary>Runs a line; null when it asks to leave.</summary>
    private static async Task<int?> ExecuteAsync(CommandRun run, Terminal inner, CommandHistory history, string line)
    {
        var words = CommandLineParser.SplitCommandLine(line).ToArray();
        switch (words)
        {
            case [] or [['#', ..], ..]:
                return ConsoleExit.Done;
            case ["exit" or "quit"]:
                return null;
            case ["clear"]:
                inner.Out.Write("\e[H\e[2J");
                return ConsoleExit.Done;
            case ["history"]:
                history.Lines.ToList().ForEach(inner.Out.WriteLine);
                return ConsoleExit.Done;
            case ["shell", ..]:
                inner.Error.WriteLine("shell: this is one already: leave it with 'exit'");
                return ConsoleExit.BadUsage;
            case ["help", .. var rest]:
                words = [.. rest, "--help"];
                break;
        }

        return await ConsoleCommands.RunAsync(run.IsJson ? [.. words, "--json"] : words, inner);
    }

    private static CommandHistory OpenHistory(Terminal terminal)
    {
        var path = CommandHistory.DefaultPath(terminal.Variable);
        try
        {
            return CommandHistory.Open(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"history: '{path}' cannot be read ({error.Message}): this session is not remembered");
            return CommandHistory.InMemory();
        }
    }

    private static void Remember(Terminal terminal, CommandHistory history, string line)
    {
        try
        {
            history.Add(line);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"history: this line was not kept: {error.Message}");
        }
    }
}
