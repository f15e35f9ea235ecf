using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Symbols;

/// <summary>Symbols that are followed.</summary>
internal sealed class SymbolsCommand(CommandEnvironment environment)
    : ConsoleCommand(environment, "symbols", "Symbols that are followed, with flow and latest decision", "symbols", "symbols --json")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var answer = await run.Service.GetAsync<SymbolView[]>(ApiPaths.Symbols, cancellationToken);
        return run.Show(answer, symbols => Table(symbols).Write(run.Terminal, "no symbols are followed"));
    }

    private static Sheet Table(SymbolView[] symbols)
    {
        var sheet = new Sheet(
            "symbol", Column.Figure("spot", 4), Column.Figure("perp", 4), ">price", Column.Figure("trades", 3), Column.Figure("spot cvd", 1),
            Column.Figure("perp cvd", 1), Column.Figure("bars", 3), "decision", Column.Figure("score", 2), Column.Word("evaluated", 3), Column.Prose("first failure"));
        foreach (var symbol in symbols)
        {
            sheet.Add(
                symbol.Symbol,
                Figures.Count(symbol.SpotMarkets),
                Figures.Count(symbol.PerpMarkets),
                Figures.Price(symbol.Price),
                Figures.Count(symbol.Trades),
                Cell.Signed(Figures.SignedUsd(symbol.WindowSpotCvd), symbol.WindowSpotCvd),
                Cell.Signed(Figures.SignedUsd(symbol.WindowPerpCvd), symbol.WindowPerpCvd),
                Figures.Count(symbol.Bars),
                Decisions.Cell(symbol.Decision),
                Figures.Score(symbol.Score),
                symbol.EvaluatedAt is { } at && symbol.MarketTime is { } now ? Figures.Ago(at, now) : Figures.None,
                Obstacle(symbol));
        }

        return sheet;
    }

    private static Cell Obstacle(SymbolView symbol) => symbol switch
    {
        { HistoryProblem: { } problem } => new Cell(symbol.FirstFailure is null ? problem : $"{problem}; {symbol.FirstFailure}", Tone.Warning),
        { FirstFailure: { } failure } => new Cell(failure, Tone.Dim),
        _ => Figures.None,
    };
}
