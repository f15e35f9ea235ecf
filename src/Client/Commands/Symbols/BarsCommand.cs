using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Shell;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Symbols;

/// <summary>Bars of a market, or of a symbol over all its markets.</summary>
internal sealed class BarsCommand : ConsoleCommand
{
    private readonly Argument<string> _market = Values.Name(
        ArgumentNames.Market, "Market id, e.g. BINANCE:btcusdt, or a base coin for all its markets merged", "give a market id or a base coin, e.g. BTC");

    private readonly Option<Timeframe> _timeframe = Values.Frame("1m");
    private readonly Option<int> _last = Values.Whole("--last", "Bars back from the latest market time", 1, 100_000, 60);

    /// <summary>Names it.</summary>
    public BarsCommand(CommandEnvironment environment)
        : base(environment, "bars", "Bars with buys and sells", "bars BINANCE:btcusdt", "bars BTC --timeframe 5m --last 12", "bars BYBIT:BTCUSDT --timeframe 1h --json")
    {
        Add(_market);
        Add(_timeframe);
        Add(_last);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var name = run.Arguments.GetRequiredValue(_market);
        var timeframe = run.Arguments.GetValue(_timeframe);
        var to = await LatestMarketTime.ReadAsync(run, cancellationToken);
        var first = timeframe.Back(to.ToUnixTimeMilliseconds() - 1, run.Arguments.GetValue(_last) - 1);
        var path = name.Contains(':', StringComparison.Ordinal)
            ? ApiPaths.Of(ApiPaths.MarketBars, name)
            : ApiPaths.Of(ApiPaths.SymbolBars, name.ToUpperInvariant());
        var query = new Query().With("timeframe", timeframe.ToString()).With("from", DateTimeOffset.FromUnixTimeMilliseconds(first)).With("to", to);
        var answer = await run.Service.GetAsync<BarsView>(query.After(path), cancellationToken);
        return run.Show(answer, view => Table(view.Bars).Write(run.Terminal, "no bars in this range"));
    }

    // The mark of a bar that is not whole is never left out; where all are whole nobody misses its column.
    private static Sheet Table(IReadOnlyList<BarView> bars)
    {
        var hasPartial = bars.Any(bar => bar.Partial);
        Column[] columns =
        [
            "open time", Column.Figure("open", 2), Column.Figure("high", 1), Column.Figure("low", 1), ">close", Column.Figure("buys", 3), Column.Figure("sells", 3),
            ">delta", Column.Figure("fills", 4), Column.Figure("liq buys", 5), Column.Figure("liq sells", 5),
        ];
        var sheet = new Sheet(hasPartial ? [.. columns, "known"] : columns);
        foreach (var bar in bars)
        {
            var cells = Cells(bar);
            sheet.Add(hasPartial ? [.. cells, bar.Partial ? new Cell("partial", Tone.Warning) : "whole"] : cells);
        }

        return sheet;
    }

    private static Cell[] Cells(BarView bar)
    {
        var delta = bar.BuyNotional - bar.SellNotional;
        return
        [
            Figures.Time(bar.OpenUnixMs),
            Figures.Price(bar.Open),
            Figures.Price(bar.High),
            Figures.Price(bar.Low),
            Cell.Signed(Figures.Price(bar.Close), bar.Close - bar.Open),
            Figures.Usd(bar.BuyNotional),
            Figures.Usd(bar.SellNotional),
            Cell.Signed(Figures.SignedUsd(delta), delta),
            Figures.Count(bar.BuyCount + bar.SellCount),
            Figures.Usd(bar.BuyLiquidation),
            Figures.Usd(bar.SellLiquidation),
        ];
    }
}
