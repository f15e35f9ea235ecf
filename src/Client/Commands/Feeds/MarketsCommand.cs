using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Feeds;

/// <summary>Markets that are followed.</summary>
internal sealed class MarketsCommand : ConsoleCommand
{
    private readonly Option<string?> _symbol = Values.SymbolFilter();

    /// <summary>Names it.</summary>
    public MarketsCommand(CommandEnvironment environment)
        : base(environment, "markets", "Markets that are followed, with their flow since the start", "markets", "markets --symbol BTC", "markets --json") =>
        Add(_symbol);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var path = new Query().With("symbol", run.Arguments.GetValue(_symbol)).After(ApiPaths.Markets);
        var answer = await run.Service.GetAsync<MarketView[]>(path, cancellationToken);
        return run.Show(answer, markets => Table(markets).Write(run.Terminal, "no markets are followed"));
    }

    private static Sheet Table(MarketView[] markets)
    {
        var newest = markets.Max(market => market.LastTradeAt);
        var sheet = new Sheet(
            "market", Column.Word("symbol", 4), Column.Word("kind", 3), ">price", Column.Figure("trades", 2), Column.Figure("buys", 3), Column.Figure("sells", 3),
            ">delta", Column.Figure("behind", 1), Column.Figure("gaps", 1), Column.Figure("missing", 2), Column.Figure("late", 4), Column.Figure("too late", 4),
            Column.Word("feed", 5));
        foreach (var market in markets)
        {
            var delta = market.BuyNotional - market.SellNotional;
            sheet.Add(
                market.Market + (market.IsReference ? " *" : string.Empty),
                market.Symbol,
                market.Kind,
                Figures.Price(market.LastPrice),
                Figures.Count(market.Trades),
                Figures.Usd(market.BuyNotional),
                Figures.Usd(market.SellNotional),
                Cell.Signed(Figures.SignedUsd(delta), delta),
                market.LastTradeAt is { } last && newest is { } top ? Figures.Span(top - last) : Figures.None,
                new Cell(Figures.Count(market.OpenGaps), market.OpenGaps > 0 ? Tone.Warning : Tone.Plain),
                new Cell(Figures.Count(market.MissingTrades), market.MissingTrades > 0 ? Tone.Bad : Tone.Plain),
                Figures.Count(market.Late),
                Figures.Count(market.TooLate),
                market.FeedId);
        }

        return sheet;
    }
}
