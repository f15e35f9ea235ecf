using System.CommandLine;
using SqueezeFlow.Client.Commands.Offline.Options;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Commands.Offline;

/// <summary>Runs the strategy over recorded bars.</summary>
internal sealed class BacktestCommand : ConsoleCommand
{
    private readonly PairOptions _pair = new();
    private readonly Option<string?> _out = ReportFiles.Option("a page with charts and orders");
    private readonly Option<string?> _orders = new("--orders") { Description = "Write the orders as columns to this file (.csv)", HelpName = "FILE" };

    /// <summary>Names it.</summary>
    public BacktestCommand(CommandEnvironment environment)
        : base(
            environment,
            "backtest",
            "Run the strategy over recorded bars",
            "backtest --spot spot.csv.gz --perp perp.csv.gz --timeframe 15m --out report.html",
            "backtest --spot spot.csv --perp perp.csv --from 2025-02-01 --to 2025-03-01 --fee 0.05% --orders orders.csv",
            "backtest --spot spot.csv --perp perp.csv --timeframe 1h --profile Original --json",
            "backtest --spot btc.csv --perp btc-perp.csv --spot eth.csv --perp eth-perp.csv --symbol BTC --symbol ETH --max-positions 2",
            "backtest --data data --spot BINANCE:btcusdt --perp BINANCE_FUTURES:btcusdt --timeframe 5m")
    {
        foreach (var option in (Option[])[.. _pair.All, _out, _orders])
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var account = Try(_pair.ReadAll(run.Arguments).Read);
        var page = run.Arguments.GetValue(_out);
        var keepers = account.Pairs.Select((pair, i) => page is null ? null : new ExplanationKeeper(pair.Options, account.Inputs[i].Series.Bars.Count)).ToList();
        using var progress = new ProgressLine(run.Terminal, "bars", account.Bars);
        var counter = new Counter(progress, cancellationToken);
        var outcome = account.Run([.. keepers.Select(keeper => new Observer(counter, keeper))]);
        progress.Dispose();
        var report = new BacktestSummary(outcome).ToReport();
        if (page is not null)
        {
            var document = ReportMaker.Make(account, outcome, report, [.. keepers.Select(keeper => keeper!.ToReport())]);
            await ReportFiles.WriteAsync(page, document.Title, ReportPage.DataId, document.Write(), cancellationToken);
        }

        if (run.Arguments.GetValue(_orders) is { } orders)
        {
            await OutputFile.WriteAsync("--orders", orders, OrdersCsv.Of(outcome), cancellationToken);
        }

        Show(run, outcome, report);
        return ConsoleExit.Done;
    }

    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is DataFormatException or UnauthorizedAccessException)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, error.Message, error);
        }
    }

    private static void Show(CommandRun run, BacktestOutcome outcome, BacktestReport report)
    {
        if (!run.IsJson)
        {
            BacktestPrinter.Write(run.Terminal, report);
            return;
        }

        foreach (var note in outcome.Notes)
        {
            run.Terminal.Error.WriteLine("note: " + note);
        }

        run.Terminal.Out.WriteLine(ClientJson.Write(ResultDocument.Of(outcome)));
    }

    private sealed class Observer(Counter counter, IBacktestObserver? next) : IBacktestObserver
    {
        public void Evaluated(in Evaluation evaluation)
        {
            next?.Evaluated(evaluation);
            counter.Count();
        }
    }

    private sealed class Counter(ProgressLine progress, CancellationToken cancellationToken)
    {
        private long _count;

        public void Count()
        {
            if (++_count % 256 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(_count);
            }
        }
    }
}
