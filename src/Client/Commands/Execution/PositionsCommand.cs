using System.CommandLine;
using System.Globalization;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Execution;

/// <summary>Positions of the accounts.</summary>
internal sealed class PositionsCommand : ConsoleCommand
{
    private readonly Option<bool> _closed = new("--closed") { Description = "Closed ones too" };
    private readonly Option<int> _limit = Values.Whole("--limit", "At most so many closed ones", 1, 10_000, 50);
    private readonly Option<string?> _account = Values.Account();

    /// <summary>Names it.</summary>
    public PositionsCommand(CommandEnvironment environment)
        : base(environment, "positions", "Positions of the accounts", "positions", "positions --closed --limit 100", "positions --json")
    {
        Add(_closed);
        Add(_limit);
        Add(_account);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var isClosed = run.Arguments.GetValue(_closed);
        var query = new Query().With("account", run.Arguments.GetValue(_account));
        var path = (isClosed ? query.With("closed", "true").With("limit", run.Arguments.GetValue(_limit)) : query).After(ApiPaths.Positions);
        var answer = await run.Service.GetAsync<PositionView[]>(path, cancellationToken);
        return run.Show(answer, positions => Table(positions).Write(run.Terminal, isClosed ? "no positions" : "no open positions"));
    }

    /// <summary>Positions as a table.</summary>
    public static Sheet Table(IReadOnlyList<PositionView> positions)
    {
        var sheet = new Sheet(
            "id", "symbol", "side", Column.Word("account", 2), Column.Figure("quantity", 3), Column.Figure("entry", 1), Column.Figure("price", 1), Column.Figure("leverage", 4),
            Column.Figure("stake", 3), ">profit", Column.Figure("of stake", 1), Column.Word("opened", 5), Column.Word("closed", 4), Column.Prose("reason", 3));
        foreach (var position in positions)
        {
            var profit = (double?)position.ProfitUsd;
            var percent = position.StakeUsd == 0 ? null : position.ProfitUsd / position.StakeUsd * 100;
            sheet.Add(
                position.Id,
                position.Symbol,
                Decisions.Cell(position.Side),
                position.Account,
                Figures.Quantity(position.Quantity),
                Figures.Price((double)position.EntryPrice),
                Figures.Price((double?)position.Price),
                string.Create(CultureInfo.InvariantCulture, $"{position.Leverage}x"),
                Figures.Money(position.StakeUsd),
                Cell.Signed(Figures.Money(position.ProfitUsd), profit),
                Cell.Signed(Figures.Percent((double?)percent), profit),
                Figures.Time(position.OpenedAt),
                position.ClosedAt is { } closed ? $"{Figures.Time(closed)} ({Figures.Span(closed - position.OpenedAt)})" : Figures.None,
                position.ExitReason);
        }

        return sheet;
    }
}
