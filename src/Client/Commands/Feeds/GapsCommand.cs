using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Shell;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Completeness;

namespace SqueezeFlow.Client.Commands.Feeds;

/// <summary>Holes in the trades.</summary>
internal sealed class GapsCommand : ConsoleCommand
{
    private readonly Option<string?> _market = new("--market")
    {
        Description = "Only this market, e.g. BINANCE:btcusdt",
        HelpName = ArgumentNames.Market,
        CustomParser = result => Core.Markets.MarketId.TryParse(Values.Text(result), out var market)
            ? market.ToString()
            : Values.Refuse<string?>(result, "--market", "is not a market id: give EXCHANGE:symbol, e.g. --market BINANCE:btcusdt"),
    };

    private readonly Option<DateTimeOffset?> _from = Values.Moment("--from", "Start of the range");
    private readonly Option<DateTimeOffset?> _to = Values.Moment("--to", "End of the range");

    /// <summary>Names it.</summary>
    public GapsCommand(CommandEnvironment environment)
        : base(environment, "gaps", "Holes in the trades, filled or open", "gaps", "gaps --market BINANCE:btcusdt --from 2025-01-01T00:00:00Z", "gaps --json")
    {
        Add(_market);
        Add(_from);
        Add(_to);
    }

    /// <summary>Gaps as a table.</summary>
    public static Sheet Table(IReadOnlyList<Gap> gaps)
    {
        var sheet = new Sheet("market", "from", Column.Word("to", 2), ">length", Column.Figure("missing", 1), Column.Prose("reason", 2), Column.Prose("filled by"));
        foreach (var gap in gaps)
        {
            sheet.Add(
                gap.Market.ToString(),
                Figures.Time(gap.BeforeUnixMs),
                Figures.Time(gap.AfterUnixMs),
                Figures.Span(TimeSpan.FromMilliseconds(gap.AfterUnixMs - gap.BeforeUnixMs)),
                Figures.Count(gap.Missing),
                gap.Reason,
                gap.FilledBy is null ? new Cell("open", Tone.Bad) : new Cell(gap.FilledBy, Tone.Good));
        }

        return sheet;
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var query = new Query()
            .With("market", run.Arguments.GetValue(_market))
            .With("from", run.Arguments.GetValue(_from))
            .With("to", run.Arguments.GetValue(_to));
        var answer = await run.Service.GetAsync<Gap[]>(query.After(ApiPaths.Gaps), cancellationToken);
        return run.Show(answer, gaps => Table(gaps).Write(run.Terminal, "no gaps"));
    }
}
