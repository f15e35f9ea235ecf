using Spectre.Console;
using Spectre.Console.Rendering;
using SqueezeFlow.Client.Commands.Execution;
using SqueezeFlow.Client.Commands.Signals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Watch;

/// <summary>The board as a screen.</summary>
internal static class WatchScreen
{
    private const int SparklineWidth = 48;

    // The whole must fit a terminal of 24 lines.
    private const int MostSignals = 3;

    /// <summary>Draws it; <paramref name="lost"/> says why it may be stale.</summary>
    public static IRenderable Of(WatchBoard board, string? lost)
    {
        if (board.View is not { } view)
        {
            return new Text("waiting for the first update");
        }

        List<IRenderable> parts = [new Panel(Facts(board, view).ToRenderable()) { Header = new PanelHeader($" {view.Symbol} "), Border = BoxBorder.Rounded }];
        if (board.Positions.Count > 0)
        {
            parts.Add(PositionsCommand.Table(board.Positions).ToRenderable());
        }

        if (board.Signals.Count > 0)
        {
            parts.Add(SignalTable.Brief(board.Signals.Take(MostSignals)).ToRenderable());
        }

        var foot = lost is null ? new Cell("Ctrl+C ends", Tone.Dim) : new Cell("connection lost, trying again: " + lost, Tone.Bad);
        parts.Add(new Text(foot.Text, foot.Style));
        return new Rows(parts);
    }

    private static Sheet Facts(WatchBoard board, SymbolView view)
    {
        var divergence = view.WindowSpotCvd - view.WindowPerpCvd;
        var sheet = new Sheet(string.Empty, string.Empty)
            .Add("price", $"{Figures.Price(view.Price)}   at {Figures.Time(view.MarketTime)} UTC")
            .Add("spot cvd", Cell.Signed($"{Figures.SignedUsd(view.WindowSpotCvd)}   since start {Figures.SignedUsd(view.SpotCvd)}", view.WindowSpotCvd))
            .Add("perp cvd", Cell.Signed($"{Figures.SignedUsd(view.WindowPerpCvd)}   since start {Figures.SignedUsd(view.PerpCvd)}", view.WindowPerpCvd))
            .Add("spot - perp", Cell.Signed($"{Figures.SignedUsd(divergence)}   {Sparkline.Of(board.Divergence, SparklineWidth)}", divergence))
            .Add("trades", $"{Figures.Count(view.Trades)} in {Figures.Count(view.SpotMarkets)} spot and {Figures.Count(view.PerpMarkets)} perpetual markets");
        var decision = Decisions.Cell(view.Decision);
        sheet.Add("evaluation", decision with { Text = $"{decision.Text}, score {Figures.Score(view.Score)}, {Figures.Count(view.Bars)} bars, bar closed {Figures.Time(view.EvaluatedAt)}" });
        sheet.Add("fails at", view.FirstFailure ?? board.Evaluation?.FirstFailure ?? Figures.None);
        return sheet;
    }
}
