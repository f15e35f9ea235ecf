using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Microsoft.Extensions.Options;
using SqueezeFlow.Silo.Commands.Arguments;
using SqueezeFlow.Silo.Commands.Backup;
using SqueezeFlow.Silo.Commands.Demo;
using SqueezeFlow.Silo.Commands.Probing;
using SqueezeFlow.Silo.Commands.Replay;
using SqueezeFlow.Silo.Commands.Running;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Silo.Commands;

/// <summary>The commands and their arguments.</summary>
internal static class SiloCommands
{
    private static readonly Option<string?> Record = new("--record")
    {
        Description = "Writes every received frame into this folder, compressed and replayable.",
        HelpName = "DIR",
        Recursive = true,
    };

    private static readonly Dictionary<string, DemoExecution> Executions = new()
    {
        ["paper"] = DemoExecution.Paper,
        ["freqtrade-double"] = DemoExecution.FreqtradeDouble,
        ["freqtrade"] = DemoExecution.Freqtrade,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Ends with one JSON object on standard output." };

    /// <summary>Runs what a command line asks for; answers the exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var split = ConfigurationArguments.Split(arguments);
        var parse = Root(split.Settings, output, error).Parse(split.Own);
        string[] faults = [.. split.Problems.Select(problem => problem.ToString()), .. parse.Action is ExamplesHelp ? [] : UsageErrors.Of(parse)];
        if (faults.Length > 0)
        {
            return Report(error, faults, ExitCode.BadUsage);
        }

        try
        {
            return await parse.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (CommandFailure failure)
        {
            return Report(error, [failure.Message], failure.ExitCode);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or TimeoutException)
        {
            return Report(error, [failure.Message], ExitCode.Failed);
        }
        catch (OptionsValidationException failure)
        {
            return Report(error, failure.Failures, ExitCode.BadUsage);
        }
    }

    private static int Report(TextWriter error, IEnumerable<string> lines, int exitCode)
    {
        foreach (var line in lines)
        {
            error.WriteLine(line);
        }

        return exitCode;
    }

    private static RootCommand Root(IReadOnlyList<string> settings, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("SqueezeFlow: reads trades of crypto venues, keeps bars and volume delta, and trades squeezes.") { Record };
        CommandContext Context(ParseResult parse) => new(settings, parse.GetValue(Record), output, error);

        var run = new Command("run", "Live feeds as configured; the same as no command.");
        run.SetAction((parse, _) => RunCommand.RunAsync(Context(parse)));
        root.SetAction((parse, _) => RunCommand.RunAsync(Context(parse)));
        root.Add(run);
        root.Add(Demo(Context));
        root.Add(Replay(Context));
        root.Add(Backup(Context));
        root.Add(Restore(Context));
        root.Add(Config(Context));
        root.Add(Health(Context));

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExamplesHelp((SynchronousCommandLineAction)help.Action!);
        return root;
    }

    private static Command Demo(Func<ParseResult, CommandContext> context)
    {
        var symbols = CommandOptions.Whole("--symbols", "Base coins, each with a spot market and a perpetual", 8, 1, WorldOptions.MaxSymbols);
        var rate = CommandOptions.Number("--rate", "Trades per wall second over all markets", 2_000, 0.01, 1e7, "2000");
        var speed = CommandOptions.Number("--speed", "Seconds of market time per wall second", 60, 0.01, 100_000, "60");
        var seed = CommandOptions.Whole("--seed", "Another seed, another world", 1, long.MinValue, long.MaxValue);
        var seconds = CommandOptions.Number("--seconds", "Ends after so many wall seconds", null, 0.01, 1e7, "20");
        var execution = CommandOptions.Choice("--execution", "Where it trades: paper, a bot simulated in the process, or the dry-run bot that Execution:Freqtrade:Url names", Executions);
        var demo = new Command("demo", "Everything as in life, on simulated venues, and a paper account or a bot in dry run.") { symbols, rate, speed, seed, seconds, execution, Json };
        demo.SetAction((parse, _) => DemoCommand.RunAsync(context(parse), new(
            (int)parse.GetValue(symbols),
            parse.GetValue(rate)!.Value,
            parse.GetValue(speed)!.Value,
            parse.GetValue(seed),
            parse.GetValue(seconds),
            parse.GetValue(Json),
            Executions[parse.GetValue(execution)!])));
        return demo;
    }

    private static Command Replay(Func<ParseResult, CommandContext> context)
    {
        var files = new Argument<string[]>("FILE") { Description = "Recordings, own or public ones, plain or gzip.", Arity = ArgumentArity.OneOrMore };
        var speed = CommandOptions.Speed("--speed", "Recorded seconds per wall second");
        var exit = new Option<bool>("--exit") { Description = "Ends after the summary instead of serving what was replayed." };
        var replay = new Command("replay", "Recorded frames through the same adapters and grains as in life.") { files, speed, exit, Json };
        replay.SetAction((parse, _) => ReplayCommand.RunAsync(context(parse), new(
            parse.GetValue(files)!,
            double.IsPositiveInfinity(parse.GetValue(speed)) ? null : parse.GetValue(speed),
            parse.GetValue(exit),
            parse.GetValue(Json))));
        return replay;
    }

    private static Command Backup(Func<ParseResult, CommandContext> context)
    {
        var folder = new Argument<string>("DIR") { Description = "A new or empty folder." };
        var backup = new Command("backup", "Everything that the store holds, as it is at one moment, into a folder; beside a running service too.") { folder, Json };
        backup.SetAction((parse, _) => BackupCommand.RunAsync(context(parse), new(parse.GetValue(folder)!, parse.GetValue(Json))));
        return backup;
    }

    private static Command Restore(Func<ParseResult, CommandContext> context)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of a backup." };
        var replace = new Option<bool>("--replace") { Description = "Replaces all that the store holds; it is kept beside the new one." };
        var restore = new Command("restore", "A backup into the store, all of it or nothing; stop the service before.") { folder, replace, Json };
        restore.SetAction((parse, _) => RestoreCommand.RunAsync(context(parse), new(parse.GetValue(folder)!, parse.GetValue(Json), parse.GetValue(replace))));
        return restore;
    }

    private static Command Config(Func<ParseResult, CommandContext> context)
    {
        var show = new Command("show", "Prints each value and where it came from, and the venues and markets that are read; secrets are masked.") { Json };
        show.SetAction(parse => parse.GetValue(Json) ? ConfigShowCommand.Json(context(parse)) : ConfigShowCommand.Lines(context(parse)));
        return new("config", "Looks at the configuration.") { show };
    }

    private static Command Health(Func<ParseResult, CommandContext> context)
    {
        var once = new Option<string?>("--once") { Description = "File that is made once the service is ready; from then on only that the process answers is asked.", HelpName = "FILE" };
        var timeout = CommandOptions.Number("--timeout", "Seconds for the answer", 5, 0.1, 600, "5");
        var health = new Command("health", "Whether the service that runs here with this configuration is ready: exit code 0 when it is, 1 when not.") { once, timeout };
        health.SetAction((parse, stop) => HealthCommand.RunAsync(context(parse), new(parse.GetValue(once), TimeSpan.FromSeconds(parse.GetValue(timeout)!.Value)), stop));
        return health;
    }
}
