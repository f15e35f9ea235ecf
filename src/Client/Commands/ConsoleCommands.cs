using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using SqueezeFlow.Client.Commands.Comparing;
using SqueezeFlow.Client.Commands.Data;
using SqueezeFlow.Client.Commands.Execution;
using SqueezeFlow.Client.Commands.Feeds;
using SqueezeFlow.Client.Commands.Lab;
using SqueezeFlow.Client.Commands.Offline;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Commands.Service;
using SqueezeFlow.Client.Commands.Shadowing;
using SqueezeFlow.Client.Commands.Signals;
using SqueezeFlow.Client.Commands.Symbols;
using SqueezeFlow.Client.Commands.Watch;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Commands;

/// <summary>The command line as a whole.</summary>
internal static class ConsoleCommands
{
    /// <summary>All commands.</summary>
    public static RootCommand Build(Terminal terminal)
    {
        var globals = new GlobalOptions();
        var environment = new CommandEnvironment(terminal, globals);
        var root = new RootCommand("SqueezeFlow's console: looks at a running service, steers it, and works on files without one.")
        {
            new StatusCommand(environment),
            new WatchCommand(environment),
            new SymbolsCommand(environment),
            new MarketsCommand(environment),
            new MarketCommand(environment),
            new BarsCommand(environment),
            new OpenInterestCommand(environment),
            new SignalsCommand(environment),
            new SignalCommand(environment),
            new ExplainCommand(environment),
            new ShadowsCommand(environment),
            new PositionsCommand(environment),
            new OrdersCommand(environment),
            new PauseCommand(environment),
            new ResumeCommand(environment),
            new CloseCommand(environment),
            new FeedsCommand(environment),
            new RestartCommand(environment),
            new LedgerCommand(environment),
            new GapsCommand(environment),
            new ExportCommand(environment),
            new ImportCommand(environment),
            new HistoryCommand(environment),
            new DoctorCommand(environment),
            new NotifyCommand(environment),
            new ShellCommand(environment),
            new EvaluateCommand(environment),
            new BacktestCommand(environment),
            new SweepCommand(environment),
            new WalkForwardCommand(environment),
            new CompareCommand(environment),
            new ParityCommand(environment),
            new ParametersCommand(environment),
            new DecodeFilesCommand(environment),
            globals.Url,
            globals.Json,
            globals.ApiKey,
        };
        root.SetAction(_ => root.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error }));
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ConsoleHelp((SynchronousCommandLineAction)help.Action!);
        return root;
    }

    /// <summary>Runs one command line; answers the exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var interrupted = terminal.Interrupts.Begin();
        try
        {
            return await InvokeAsync(Build(terminal).Parse(arguments), terminal, interrupted);
        }
        catch (ConsoleFailure failure)
        {
            terminal.Error.WriteLine(Figures.Printable(failure.Message));
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            terminal.Error.WriteLine("interrupted");
            return ConsoleExit.Failed;
        }
        catch (ClosedPipeException)
        {
            return ConsoleExit.Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine("input or output failed: " + error.Message);
            return ConsoleExit.Failed;
        }
        finally
        {
            terminal.Interrupts.End();
        }
    }

    private static async Task<int> InvokeAsync(ParseResult parse, Terminal terminal, CancellationToken cancellationToken)
    {
        if (parse.Errors.Count > 0 && parse.Action is not ConsoleHelp)
        {
            foreach (var line in ConsoleUsage.Of(parse))
            {
                terminal.Error.WriteLine(line);
            }

            return ConsoleExit.BadUsage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await parse.InvokeAsync(configuration, cancellationToken);
    }
}
