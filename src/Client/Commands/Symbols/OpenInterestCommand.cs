using System.CommandLine;
using System.Globalization;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Symbols;

/// <summary>Open interest of a symbol.</summary>
internal sealed class OpenInterestCommand : ConsoleCommand
{
    private readonly Argument<string> _symbol = Values.Symbol();

    /// <summary>Names it.</summary>
    public OpenInterestCommand(CommandEnvironment environment)
        : base(environment, "oi", "Open interest of a symbol by market and venue, and their sums", "oi BTC", "oi BTC --json") =>
        Add(_symbol);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var path = ApiPaths.Of(ApiPaths.OpenInterest, run.Arguments.GetRequiredValue(_symbol));
        var answer = await run.Service.GetAsync<OpenInterestView>(path, cancellationToken);
        return run.Show(answer, view => Show(run.Terminal, view));
    }

    private static void Show(Terminal terminal, OpenInterestView view)
    {
        var change = view.ChangePercent2h is { } percent ? $", {Figures.Percent(percent)} over 2 h" : string.Empty;
        terminal.WriteLine($"{view.Symbol} open interest at {Figures.Time(view.At)} UTC{change}");
        Table(view).Write(terminal, "no venue that is read tells its open interest");
        foreach (var sum in view.Aggregates.Where(sum => sum.Missing.Count > 0))
        {
            terminal.WriteLine($"{sum.Name} waits for {string.Join(", ", sum.Missing)}");
        }
    }

    private static Sheet Table(OpenInterestView view)
    {
        var sheet = new Sheet(
            "venue", "market", Column.Figure("coins", 2), ">worth", Column.Word("read", 3), Column.Figure("24 h", 1), Column.Prose("note", 1));
        foreach (var venue in view.Venues)
        {
            var markets = view.Markets.Where(market => market.Market.StartsWith(venue.Exchange + ":", StringComparison.Ordinal)).ToList();
            foreach (var market in markets)
            {
                var note = market.Note ?? venue.Error;
                sheet.Add(Row(
                    view.At, venue.Exchange, market.Market[(venue.Exchange.Length + 1)..], (market.OpenInterestCoin, market.OpenInterestUsd), market.ReadAt, market.ChangePercent24h, note));
            }

            if (markets.Count == 0)
            {
                sheet.Add(Row(view.At, venue.Exchange, Figures.None, (null, null), null, null, venue.Error ?? "nothing read yet"));
            }
            else if (markets.Count > 1)
            {
                sheet.Add(Row(
                    view.At, venue.Exchange, $"{venue.Markets} markets", (venue.OpenInterestCoin, venue.OpenInterestUsd), venue.ReadAt, venue.ChangePercent24h, venue.Error));
            }
        }

        foreach (var sum in view.Aggregates.Where(_ => view.Venues.Count > 0))
        {
            sheet.Add(Row(view.At, sum.Name, sum.Venues.Count == 1 ? "1 venue" : $"{sum.Venues.Count} venues", (sum.OpenInterestCoin, sum.OpenInterestUsd), sum.SummedAt, sum.ChangePercent24h, null));
        }

        return sheet;
    }

    private static Cell[] Row(
        DateTimeOffset now, string venue, string market, (double? Coins, double? Usd) worth, DateTimeOffset? at, double? change, string? note) =>
    [
        venue,
        market,
        worth.Coins?.ToString("#,0.###", CultureInfo.InvariantCulture) ?? Figures.None,
        Figures.Usd(worth.Usd),
        Figures.Ago(at, now),
        change is { } percent ? Cell.Signed(Figures.Percent(percent), percent) : Figures.None,
        note is null ? string.Empty : new Cell(note, Tone.Warning),
    ];
}
