using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Offline.Backtests.Sources;
using SqueezeFlow.Client.Offline.Parity;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Core.Backtest.Parity;
using SqueezeFlow.Core.Shadowing;

namespace SqueezeFlow.Client.Commands.Lab;

/// <summary>Replays a day that the service has lived through, and compares every decision.</summary>
internal sealed class ParityCommand : ConsoleCommand
{
    private readonly ParityOptions _options = new();

    /// <summary>Names it.</summary>
    public ParityCommand(CommandEnvironment environment)
        : base(
            environment,
            "parity",
            "Replay a day that the service has lived through, and list every decision that differs, with the reason",
            "parity --day 2026-11-29 --data data",
            "parity --day 2026-11-29 --data data --symbol BTC --parameters mine.json --json",
            "parity --day 2026-11-29 --data data --shadows candidates/")
    {
        foreach (var option in _options.All)
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var asked = _options.Read(run.Arguments);
        var outcome = await Task.Run(() => Replay(asked, cancellationToken), cancellationToken);
        if (outcome.Unexplained > 0 && run.Arguments.GetValue(run.Globals.Url) is not null)
        {
            outcome = await ToldReasons.AskAsync(run.Service, outcome, cancellationToken);
        }

        if (run.IsJson)
        {
            run.Terminal.Out.WriteLine(ClientJson.Write(ParityDocument.Of(asked.Day, asked.Plan, outcome)));
        }
        else
        {
            ParityPrinter.Write(run.Terminal, asked, outcome);
        }

        return outcome.Unexplained == 0 && outcome.OtherShadows.Count == 0 ? ConsoleExit.Done : ConsoleExit.Failed;
    }

    private static ParityOutcome Replay(ParityAsked asked, CancellationToken cancellationToken)
    {
        try
        {
            return DataFolder.Read(asked.Folder, store => Replay(asked, new StoredDay(store, asked.Plan), cancellationToken));
        }
        catch (DataFormatException error)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, error.Message, error);
        }
    }

    private static ParityOutcome Replay(ParityAsked asked, StoredDay day, CancellationToken cancellationToken)
    {
        var lived = day.Read(asked.Symbol);
        asked.CheckTimeframe(lived);
        List<ParityReport> reports = [];
        List<ShadowMatch> shadows = [];
        foreach (var symbol in lived)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reports.Add(ParityReplay.Run(symbol, asked.Plan));
            shadows.AddRange(asked.Shadows.Count == 0 ? [] : day.Compare(symbol.Symbol, asked.Shadows, asked.FeeRate));
        }

        return new(reports, shadows);
    }
}
