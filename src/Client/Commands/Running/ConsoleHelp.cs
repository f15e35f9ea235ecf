using System.CommandLine;
using System.CommandLine.Invocation;

namespace SqueezeFlow.Client.Commands.Running;

/// <summary>The usual help, followed by the command's examples.</summary>
internal sealed class ConsoleHelp(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var examples = parseResult.CommandResult.Command switch
        {
            ConsoleCommand command => command.Examples,
            RootCommand => ["status", "watch BTC", "signals --follow", "explain BTC", "positions --json"],
            var group => group.Subcommands.OfType<ConsoleCommand>().SelectMany(command => command.Examples),
        };
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine("  squeezeflow " + example);
        }

        output.WriteLine();
        return ConsoleExit.Done;
    }
}
