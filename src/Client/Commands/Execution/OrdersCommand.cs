using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Client.Commands.Execution;

/// <summary>What the executor made of the signals.</summary>
internal sealed class OrdersCommand : ConsoleCommand
{
    private readonly Option<int> _limit = Values.Whole("--limit", "At most so many", 1, 10_000, 20);
    private readonly Option<string?> _account = Values.Account();

    /// <summary>Names it.</summary>
    public OrdersCommand(CommandEnvironment environment)
        : base(environment, "orders", "What the executor made of the signals", "orders", "orders --account main", "orders --limit 100 --json")
    {
        Add(_limit);
        Add(_account);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var path = new Query().With("limit", run.Arguments.GetValue(_limit)).With("account", run.Arguments.GetValue(_account)).After(ApiPaths.Orders);
        var answer = await run.Service.GetAsync<OrderIntent[]>(path, cancellationToken);
        return run.Show(answer, orders => Table(orders, run.Terminal.Now).Write(run.Terminal, "no orders yet"));
    }

    private static Sheet Table(OrderIntent[] orders, DateTimeOffset now)
    {
        var sheet = new Sheet(
            Column.Word("signal", 3), "symbol", "action", "state", Column.Word("account", 4), Column.Figure("attempts", 4), Column.Word("updated", 2), Column.Figure("latency", 2),
            Column.Figure("price", 1), Column.Word("position", 2), Column.Word("rule", 3), Column.Prose("detail"));
        foreach (var order in orders)
        {
            sheet.Add(
                order.SignalId,
                order.BaseSymbol,
                Decisions.Cell(order.Action),
                new Cell(order.State, order.State switch
                {
                    OrderStates.Filled => Tone.Good,
                    OrderStates.Unknown => Tone.Bad,
                    OrderStates.Rejected or OrderStates.Expired => Tone.Warning,
                    _ => Tone.Plain,
                }),
                order.Account,
                Figures.Count(order.Attempts),
                Figures.Ago(order.UpdatedAt, now),
                order.LatencySeconds is { } seconds ? Figures.Span(TimeSpan.FromSeconds(seconds)) : Figures.None,
                Figures.Price(order.Price),
                order.TradeId,
                order.Rule,
                order.Detail);
        }

        return sheet;
    }
}
