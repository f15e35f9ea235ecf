using System.Globalization;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Signals.Results;

namespace SqueezeFlow.Client.Commands.Signals;

/// <summary>What became of signals, as people read it.</summary>
internal static class StatisticsTable
{
    /// <summary>Writes the range, and a table of all groups: the total, tiers of the score, coins.</summary>
    public static void Write(Terminal terminal, SignalStatistics statistics)
    {
        terminal.WriteLine($"entry signals, {Figures.Time(statistics.From)} to {Figures.Time(statistics.To)} UTC");
        if (statistics.Total.Signals == 0)
        {
            terminal.WriteLine("no signals in this range");
            return;
        }

        var sheet = new Sheet(
            "entries", Column.Figure("signals", 1), ">won", ">lost", Column.Figure("win rate", 1), ">profit", Column.Figure("mean profit", 2), Column.Figure("mean held", 3),
            Column.Figure("expired", 4), Column.Figure("cancelled", 4), Column.Figure("pending", 4));
        sheet.Add(Row("all", statistics.Total));
        foreach (var tier in statistics.ByTier)
        {
            sheet.Add(Row($"score {tier.Name.Replace('_', ' ')}", tier));
        }

        foreach (var symbol in statistics.BySymbol)
        {
            sheet.Add(Row(symbol.Name, symbol));
        }

        sheet.Write(terminal);
    }

    private static Cell[] Row(string name, SignalGroup group) =>
    [
        name,
        Figures.Count(group.Signals),
        Figures.Count(group.Profitable),
        Figures.Count(group.Unprofitable),
        group.WinRate is { } rate ? (100 * rate).ToString("0.0", CultureInfo.InvariantCulture) + " %" : Figures.None,
        group.MeanProfitUsd is null ? Figures.None : Cell.Signed(Figures.Money((decimal)group.ProfitUsd), group.ProfitUsd),
        Cell.Signed(Figures.Money((decimal?)group.MeanProfitUsd), group.MeanProfitUsd),
        group.MeanHoldingMinutes is { } minutes ? Figures.Span(TimeSpan.FromMinutes(minutes)) : Figures.None,
        Figures.Count(group.Expired),
        Figures.Count(group.Cancelled),
        Figures.Count(group.Pending),
    ];
}
