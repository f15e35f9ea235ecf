using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;

namespace SqueezeFlow.Client.Commands.Signals;

/// <summary>Signals and what became of them.</summary>
internal sealed class SignalsCommand : ConsoleCommand
{
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on with new signals and outcomes as they come" };
    private readonly Option<string?> _symbol = Values.SymbolFilter();
    private readonly Option<int> _limit = Values.Whole("--limit", "At most so many past ones", 1, 10_000, 20);
    private readonly Option<double?> _seconds = Values.Seconds();
    private readonly Option<bool> _stats = new("--stats") { Description = "Count what became of entries, in numbers and in money" };
    private readonly Option<DateTimeOffset?> _from = Values.Moment("--from", "With --stats: start of the range");
    private readonly Option<DateTimeOffset?> _to = Values.Moment("--to", "With --stats: end of the range");
    private readonly Option<int> _days = Values.Whole("--days", "With --stats: days back from its end, or from the latest market time", 1, 3_660, 30);
    private readonly Option<string?> _source = Values.WordOption("--source", "With --stats: strategy, or external for those from outside; all", "all", "strategy", "external");

    /// <summary>Names it.</summary>
    public SignalsCommand(CommandEnvironment environment)
        : base(
            environment,
            "signals",
            "Signals and what became of them, newest first",
            "signals --limit 50",
            "signals --follow --symbol BTC",
            "signals --follow --seconds 60 --json",
            "signals --stats --days 7",
            "signals --stats --source external")
    {
        foreach (var option in new Option[] { _follow, _symbol, _limit, _seconds, _stats, _from, _to, _days, _source })
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var isStatistics = run.Arguments.GetValue(_stats);
        RefuseStrangers(run.Arguments, isStatistics);
        if (isStatistics)
        {
            return await CountAsync(run, cancellationToken);
        }

        var symbol = run.Arguments.GetValue(_symbol);
        var path = new Query().With("symbol", symbol).With("limit", run.Arguments.GetValue(_limit)).After(ApiPaths.Signals);
        if (!run.Arguments.GetValue(_follow))
        {
            var answer = await run.Service.GetAsync<SignalRecord[]>(path, cancellationToken);
            return run.Show(answer, records => SignalTable.Of(records).Write(run.Terminal, "no signals yet"));
        }

        var tail = new SignalTail(run.Service, symbol, path);
        return await Live.RunAsync(run.Terminal, run.Arguments.GetValue(_seconds), FollowAsync, cancellationToken);

        async Task FollowAsync(CancellationToken token)
        {
            await foreach (var record in tail.ReadAsync(token))
            {
                run.Write(Http.ClientJson.Write(record), SignalTable.Line(record));
            }
        }
    }

    private async Task<int> CountAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (from, to) = (run.Arguments.GetValue(_from), run.Arguments.GetValue(_to));
        var end = to ?? await LatestMarketTime.ReadAsync(run, cancellationToken);
        var start = from ?? end - TimeSpan.FromDays(run.Arguments.GetValue(_days));
        if (start >= end)
        {
            throw ConsoleFailure.BadValue("--from", Figures.Time(start), $"is not before the end, {Figures.Time(end)}: give an earlier time");
        }

        var range = new Query().With("from", start).With("to", end).With("source", run.Arguments.GetValue(_source));
        var answer = await run.Service.GetAsync<SignalStatistics>(range.After(ApiPaths.SignalStatistics), cancellationToken);
        return run.Show(answer, statistics => StatisticsTable.Write(run.Terminal, statistics));
    }

    // What would change nothing is not ignored.
    private void RefuseStrangers(ParseResult arguments, bool isStatistics)
    {
        Option[] strangers = isStatistics ? [_follow, _symbol, _limit, _seconds] : [_from, _to, _days, _source];
        if (strangers.FirstOrDefault(option => IsGiven(arguments, option)) is { } stranger)
        {
            throw Misfit(stranger, isStatistics ? "does not go with --stats: leave one of the two out" : "goes with --stats alone: add --stats or leave it out");
        }

        if (IsGiven(arguments, _from) && IsGiven(arguments, _days))
        {
            throw Misfit(_days, "does not go with --from: leave one of the two out");
        }
    }

    private static ConsoleFailure Misfit(Option option, string fix) => new(ConsoleExit.BadUsage, $"{option.Name}: {fix}");

    private static bool IsGiven(ParseResult arguments, Option option) => arguments.GetResult(option) is { Implicit: false };
}
