using System.CommandLine;
using System.Globalization;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Feeds;

/// <summary>What is known of a market's completeness.</summary>
internal sealed class LedgerCommand : ConsoleCommand
{
    private readonly Argument<MarketId> _market = Values.Market();
    private readonly Option<int> _hours = Values.Whole("--hours", "Hours back from the latest market time", 1, 24 * 366, 24);

    /// <summary>Names it.</summary>
    public LedgerCommand(CommandEnvironment environment)
        : base(environment, "ledger", "Which minutes of a market are proven complete", "ledger BINANCE:btcusdt", "ledger BYBIT:BTCUSDT --hours 2 --json")
    {
        Add(_market);
        Add(_hours);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var market = run.Arguments.GetValue(_market).ToString();
        var to = await LatestMarketTime.ReadAsync(run, cancellationToken);
        var range = new Query().With("from", to - TimeSpan.FromHours(run.Arguments.GetValue(_hours))).With("to", to);
        var answer = await run.Service.GetAsync<LedgerView>(range.After(ApiPaths.Of(ApiPaths.MarketLedger, market)), cancellationToken);
        return run.Show(answer, ledger => Show(run.Terminal, ledger));
    }

    private static void Show(Terminal terminal, LedgerView ledger)
    {
        var minutes = ledger.CompleteMinutes + ledger.PartialMinutes + ledger.UnknownMinutes;
        var share = minutes == 0 ? Figures.None : string.Create(CultureInfo.InvariantCulture, $"{ledger.CompleteMinutes * 100d / minutes:0.##} %");
        terminal.WriteLine($"{ledger.Market}, {Figures.Time(ledger.From)} to {Figures.Time(ledger.To)} UTC");
        terminal.WriteLine(
            $"complete {Figures.Count(ledger.CompleteMinutes)} min ({share}), partial {Figures.Count(ledger.PartialMinutes)} min, unknown {Figures.Count(ledger.UnknownMinutes)} min, gaps {Figures.Count(ledger.Gaps.Count)}");
        terminal.WriteLine();
        Runs(ledger.Runs).Write(terminal, "no minutes are recorded in this range");
        if (ledger.Gaps.Count > 0)
        {
            terminal.WriteLine();
            GapsCommand.Table(ledger.Gaps).Write(terminal);
        }
    }

    private static Sheet Runs(IReadOnlyList<LedgerRun> runs)
    {
        var sheet = new Sheet(
            "from", ">minutes", "state", Column.Word("proof", 2), Column.Figure("trades", 1), Column.Figure("buys", 3), Column.Figure("sells", 3),
            Column.Figure("gaps found", 1), Column.Figure("filled", 1), Column.Figure("first id", 4), Column.Figure("last id", 4), Column.Word("feed", 5));
        foreach (var run in runs)
        {
            sheet.Add(
                Figures.Time(run.FromUnixMs),
                Figures.Count((run.ToUnixMs - run.FromUnixMs) / 60_000),
                new Cell(Word(run.State), run.State switch { LedgerState.Complete => Tone.Good, LedgerState.Partial => Tone.Bad, _ => Tone.Warning }),
                Word(run.Proof),
                Figures.Count(run.Trades),
                Figures.Usd(run.BuyNotional),
                Figures.Usd(run.SellNotional),
                Figures.Count(run.GapsFound),
                Figures.Count(run.GapsFilled),
                run.FirstId == 0 ? Figures.None : run.FirstId.ToString(CultureInfo.InvariantCulture),
                run.LastId == 0 ? Figures.None : run.LastId.ToString(CultureInfo.InvariantCulture),
                run.FeedId);
        }

        return sheet;
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
