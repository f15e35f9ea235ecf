using System.CommandLine;
using System.CommandLine.Invocation;

namespace SqueezeFlow.Silo.Commands.Arguments;

/// <summary>The usual help, followed by examples and the way to configure.</summary>
internal sealed class ExamplesHelp(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    private const string Start = "dotnet run -c Release --project src/Silo --";

    private static readonly Dictionary<string, string[]> Examples = new()
    {
        ["run"] = ["run", "run --Feeds:Exchanges=BINANCE,BYBIT --Feeds:Markets=BTC,ETH", "run --record recordings"],
        ["demo"] = ["demo", "demo --seconds 20 --json", "demo --execution freqtrade-double", "demo --symbols 3 --rate 500 --seed 7 --Data:Directory /tmp/demo"],
        ["replay"] = ["replay recordings/*.gz --exit", "replay frames.txt.gz --speed 60", "replay frames.txt.gz --exit --json"],
        ["backup"] = ["backup backups/monday", "backup backups/monday --json --Data:Directory=/var/lib/squeezeflow"],
        ["restore"] = ["restore backups/monday", "restore backups/monday --replace"],
        ["health"] = ["health", "health --once /tmp/ready", "health --Http:Url=http://127.0.0.1:3001"],
        ["config"] = ["config show", "config show --Feeds:Exchanges=BINANCE"],
        ["show"] = ["config show", "config show --json"],
    };

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var examples = Examples.GetValueOrDefault(parseResult.CommandResult.Command.Name)
            ?? ["", "demo --seconds 20", "replay recordings/*.gz --exit", "run --Http:Url=http://127.0.0.1:3001", "config show"];
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  {Start} {example}");
        }

        output.WriteLine();
        output.WriteLine("Every command takes configuration as --Section:Key=value or --Section:Key value; see docs/configuration.md.");
        output.WriteLine("Exit codes: 0 done, 1 failed, 2 bad usage or configuration, 3 dependency missing.");
        return ExitCode.Done;
    }
}
