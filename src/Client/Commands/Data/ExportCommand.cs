using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Client.Transfer.Exporting;
using SqueezeFlow.Client.Transfer.Tables;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Data;

/// <summary>Writes bars of the service, or trades of recordings, to a file for other programs.</summary>
internal sealed class ExportCommand : ConsoleCommand
{
    private readonly Option<bool> _bars = new("--bars") { Description = "Bars of the service (unless --trades)" };
    private readonly Option<string[]> _trades = new("--trades") { Description = "Trades of these recordings, without a service", HelpName = "RECORDING", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _markets = new("--markets") { Description = "Market ids, comma separated", HelpName = "A,B" };
    private readonly Option<string?> _symbol = Values.SymbolFilter();
    private readonly Option<Timeframe> _timeframe = Values.Frame("1m");
    private readonly Option<DateTimeOffset?> _from = Values.Moment("--from", "First open time (ISO-8601 or epoch ms)");
    private readonly Option<DateTimeOffset?> _to = Values.Moment("--to", "End, exclusive (latest market time)");
    private readonly Option<string[]> _instruments = new("--instruments") { Description = "A venue's instrument lists, one REST answer a line, for --trades", HelpName = "EXCHANGE=FILE" };

    private readonly Option<string> _out = new("--out")
    {
        Description = "File to write: .csv, .csv.gz or .parquet",
        HelpName = "FILE",
        Required = true,
        CustomParser = result => TableFile.FaultOf(Values.Text(result)) is { } fault ? Values.Refuse<string>(result, "--out", fault) : Values.Text(result),
    };

    /// <summary>Names it.</summary>
    public ExportCommand(CommandEnvironment environment)
        : base(
            environment,
            "export",
            "Write bars of the service, or trades of recordings, to a file for other programs",
            "export --bars --symbol BTC --timeframe 1m --from 2025-01-01 --to 2025-01-02 --out bars.csv.gz",
            "export --bars --markets BINANCE:btcusdt,BYBIT:BTCUSDT --timeframe 1h --from 2025-01-01 --out bars.parquet",
            "export --trades recordings/*.gz --out trades.csv.gz")
    {
        Option[] options = [_bars, _trades, _markets, _symbol, _timeframe, _from, _to, _instruments, _out];
        foreach (var option in options)
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var recordings = run.Arguments.GetValue(_trades) ?? [];
        return recordings.Length == 0
            ? await ExportBarsAsync(run, cancellationToken)
            : await Task.Run(() => ExportTradesAsync(run, recordings, cancellationToken), cancellationToken);
    }

    private async Task<int> ExportBarsAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var from = run.Arguments.GetValue(_from) ?? throw new ConsoleFailure(ConsoleExit.BadUsage, "--from: missing: give the first open time, e.g. --from 2025-01-01T00:00:00Z");

        // A bar that is still forming would stand in the file like one that is over.
        var latest = await LatestMarketTime.ReadAsync(run, cancellationToken);
        var over = DateTimeOffset.FromUnixTimeMilliseconds(run.Arguments.GetValue(_timeframe).Floor(latest.ToUnixTimeMilliseconds()));
        var to = run.Arguments.GetValue(_to) is { } asked && asked < over ? asked : over;
        if (from >= to)
        {
            throw ConsoleFailure.BadValue("--from", Figures.Time(from.ToUnixTimeMilliseconds()), $"is not before --to ({Figures.Time(to.ToUnixTimeMilliseconds())}): give an earlier time");
        }

        var markets = await MarketsAsync(run, cancellationToken);
        var path = run.Arguments.GetRequiredValue(_out);
        await using var file = await TableFile.CreateAsync(path, BarTable.Columns, cancellationToken);
        using (var progress = new ProgressLine(run.Terminal, "bars", null))
        {
            await new BarExport(run.Service, progress).WriteAsync(
                file, markets, run.Arguments.GetValue(_timeframe), from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), cancellationToken);
        }

        await file.CommitAsync();
        return Done(run, path, file.Rows, "bars", markets.Count);
    }

    private async Task<IReadOnlyList<string>> MarketsAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var symbol = run.Arguments.GetValue(_symbol);
        string[] named = run.Arguments.GetValue(_markets)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if ((symbol is null) == (named.Length == 0))
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, "--markets: give either --markets BINANCE:btcusdt,… or --symbol BTC");
        }

        if (symbol is null)
        {
            return named;
        }

        var answer = await run.Service.GetAsync<IReadOnlyList<MarketView>>(new Query().With("symbol", symbol).After(ApiPaths.Markets), cancellationToken);
        return [.. answer.Value.Select(market => market.Market).Order(StringComparer.Ordinal)];
    }

    private async Task<int> ExportTradesAsync(CommandRun run, string[] recordings, CancellationToken cancellationToken)
    {
        if (recordings.FirstOrDefault(recording => !File.Exists(recording)) is { } missing)
        {
            throw ConsoleFailure.BadValue("--trades", missing, "is no file: give one that exists");
        }

        var path = run.Arguments.GetRequiredValue(_out);
        var trades = new RecordedTrades(InstrumentFiles.Read(run.Arguments.GetValue(_instruments) ?? []));
        await using var file = await TableFile.CreateAsync(path, TradeTable.Columns, cancellationToken);
        using (var progress = new ProgressLine(run.Terminal, "trades", null))
        {
            foreach (var (market, trade) in recordings.SelectMany(trades.Read))
            {
                await file.WriteAsync(TradeTable.Row(market, trade), cancellationToken);
                progress.Report(file.Rows);
            }
        }

        foreach (var note in trades.Notes)
        {
            run.Terminal.Error.WriteLine(Figures.Printable(note));
        }

        if (file.Rows == 0)
        {
            throw new ConsoleFailure(ConsoleExit.Failed, "no trade in these recordings: nothing was written");
        }

        await file.CommitAsync();
        return Done(run, path, file.Rows, "trades", null);
    }

    private static int Done(CommandRun run, string path, long rows, string what, int? markets) => run.Write(
        ClientJson.Write(new { file = path, rows, markets }),
        $"{Figures.Count(rows)} {what} in {path}");
}
