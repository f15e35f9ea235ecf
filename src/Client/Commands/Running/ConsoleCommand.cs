using System.CommandLine;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Commands.Running;

/// <summary>A command with its examples.</summary>
internal abstract class ConsoleCommand : Command
{
    private readonly CommandEnvironment _environment;

    /// <summary>Names it; <paramref name="examples"/> are whole command lines without the program's name.</summary>
    protected ConsoleCommand(CommandEnvironment environment, string name, string description, params string[] examples)
        : base(name, description)
    {
        _environment = environment;
        Examples = examples;
        SetAction(InvokeAsync);
    }

    /// <summary>Command lines that show how it is used, without the program's name.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Does it; answers the exit code.</summary>
    protected abstract Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken);

    private async Task<int> InvokeAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        using var run = new CommandRun(parse, _environment.Globals, _environment.Terminal);
        try
        {
            return await RunAsync(run, cancellationToken);
        }
        catch (ServiceRefusal refusal)
        {
            throw await NameLookup.ExplainAsync(refusal, run.Service, cancellationToken);
        }
    }
}

/// <summary>What every command is built with.</summary>
/// <param name="Terminal">Where to write.</param>
/// <param name="Globals">Options that every command takes.</param>
internal sealed record CommandEnvironment(Terminal Terminal, GlobalOptions Globals);
