using System.Globalization;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest.Limits;

namespace SqueezeFlow.Client.Commands.Offline;

/// <summary>Writes a back-test's result for people.</summary>
internal static class BacktestPrinter
{
    private const int ShownRefusals = 20;

    /// <summary>Notes, facts, assumptions, exits, refused orders and orders.</summary>
    public static void Write(Terminal terminal, BacktestReport report)
    {
        foreach (var note in report.Notes)
        {
            terminal.Out.WriteLine("note: " + note);
        }

        Pairs(report.Facts).Write(terminal);
        if (report.Symbols.Count > 0)
        {
            Begin(terminal, "each symbol, its own trades alone");
            SymbolSheet.Of(report.Symbols).Write(terminal);
        }

        Begin(terminal, "assumptions");
        Pairs(report.Assumptions).Write(terminal);
        Begin(terminal, "exits");
        Exits(report.Exits).Write(terminal, "none");
        if (report.Refused.Count > 0)
        {
            Begin(terminal, "refused orders");
            Refused(report.Refused, report.Symbols.Count > 0).Write(terminal);
            if (report.Refused.Count > ShownRefusals)
            {
                terminal.Out.WriteLine($"and {Figures.Count(report.Refused.Count - ShownRefusals)} more (all: --json, --out)");
            }
        }

        Begin(terminal, "orders");
        Orders(report.Orders, report.Symbols.Count > 0).Write(terminal, "no orders");
    }

    private static void Begin(Terminal terminal, string title)
    {
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(title);
    }

    private static Sheet Pairs(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        var sheet = new Sheet(string.Empty, string.Empty);
        foreach (var (name, value) in pairs)
        {
            sheet.Add(name, value);
        }

        return sheet;
    }

    private static Sheet Exits(IReadOnlyList<ExitTotal> exits)
    {
        var sheet = new Sheet(Column.Figure("trades", 1), Column.Figure("won", 2), ">profit", Column.Prose("reason"));
        foreach (var exit in exits)
        {
            sheet.Add(Figures.Count(exit.Count), Figures.Count(exit.Wins), Cell.Signed(BacktestWords.Money(exit.ProfitUsd), exit.ProfitUsd), exit.Reason);
        }

        return sheet;
    }

    private static Sheet Refused(IReadOnlyList<RefusedOrder> orders, bool areNamed)
    {
        var sheet = new Sheet(["decided", .. Named("symbol", areNamed), "side", Column.Figure("price", 1), Column.Prose("why")]);
        foreach (var order in orders.Take(ShownRefusals))
        {
            sheet.Add([Figures.Time(order.DecidedUnixMs), .. Cells(order.Symbol, areNamed), BacktestWords.Side(order.Side), Figures.Price(order.Price), order.Reason]);
        }

        return sheet;
    }

    private static Sheet Orders(IReadOnlyList<ReportOrder> orders, bool areNamed)
    {
        var sheet = new Sheet(
        [
            "time", .. Named("symbol", areNamed), "side", Column.Figure("quantity", 3), Column.Figure("price", 1), Column.Figure("leverage", 4), Column.Figure("score", 5), ">profit", Column.Prose("exit", 2),
        ]);
        foreach (var order in orders)
        {
            sheet.Add(
            [
                Figures.Time(order.UnixMs),
                .. Cells(order.Symbol, areNamed),
                order.Side,
                order.Quantity.ToString("#,0.######", CultureInfo.InvariantCulture),
                Figures.Price(order.Price),
                order.Leverage?.ToString(CultureInfo.InvariantCulture) ?? Figures.None,
                order.Score?.ToString("0.00", CultureInfo.InvariantCulture) ?? Figures.None,
                Cell.Signed(order.ProfitUsd?.ToString("N2", CultureInfo.InvariantCulture) ?? Figures.None, order.ProfitUsd),
                order.Why.Length > 0 ? order.Why : Figures.None,
            ]);
        }

        return sheet;
    }

    private static IEnumerable<Column> Named(string title, bool areNamed) => areNamed ? [title] : [];

    private static IEnumerable<Cell> Cells(string? symbol, bool areNamed) => areNamed ? [symbol ?? Figures.None] : [];
}
