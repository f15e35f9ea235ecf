using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>The drawings of a back-test.</summary>
internal static class ReportCharts
{
    /// <summary>Closes of the reference market with every order.</summary>
    public static SvgChart Price(BacktestReport report)
    {
        var chart = new SvgChart().Line("close of the perpetual", "price", report.Bars.Select(bar => (bar.OpenUnixMs, bar.Close)));
        foreach (var order in report.Orders)
        {
            var (style, name) = !order.IsEntry ? ("exit", "exit") : order.IsBuy ? ("long", "long entry") : ("short", "short entry");
            chart.Mark(order.UnixMs, order.Price, style, name, $"{order.Side} {Figures.Price(order.Price)} at {Figures.Time(order.UnixMs)} {order.Why}".TrimEnd());
        }

        foreach (var trade in report.OpenTrades)
        {
            chart.Mark(report.Bars[^1].OpenUnixMs, trade.MarkPrice, "now", "open position, marked", $"trade {trade.TradeId} is open at {Figures.Price(trade.MarkPrice)}");
        }

        return chart;
    }

    /// <summary>Running sums of aggressor buys minus sells.</summary>
    public static SvgChart Flow(BacktestReport report)
    {
        double spot = 0, perp = 0;
        var flow = report.Bars.Select(bar => (T: bar.OpenUnixMs, Spot: spot += Known(bar.SpotBuy - bar.SpotSell), Perp: perp += Known(bar.PerpBuy - bar.PerpSell))).ToArray();
        return new SvgChart(value => Figures.Usd(value))
            .Line("spot, USD", "spot", flow.Select(point => (point.T, point.Spot)))
            .Line("perpetual, USD", "perp", flow.Select(point => (point.T, point.Perp)));
    }

    /// <summary>The account, marked to market.</summary>
    public static SvgChart Account(BacktestReport report) => new SvgChart()
        .Line("account, USD", "equity", report.Curve.Select(point => (point.BarOpenUnixMs, point.EquityUsd)));

    /// <summary>The account beside the balance held in the coin.</summary>
    public static SvgChart Comparison(BacktestReport report) => new SvgChart()
        .Line("buy and hold, USD", "coin", report.Curve.Select(point => (point.BarOpenUnixMs, point.HeldInCoinUsd)))
        .Line("account, USD", "equity", report.Curve.Select(point => (point.BarOpenUnixMs, point.EquityUsd)));

    private static double Known(double value) => double.IsFinite(value) ? value : 0;
}
