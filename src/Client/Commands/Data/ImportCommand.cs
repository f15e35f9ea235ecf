using System.CommandLine;
using SqueezeFlow.Client.Commands.Offline.Options;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Client.Transfer.Importing;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Views.Importing;

namespace SqueezeFlow.Client.Commands.Data;

/// <summary>Sends bars, or the bars that trades make, from files to the service.</summary>
internal sealed class ImportCommand : ConsoleCommand
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "Bars or trades: CSV, plain or gzip, or Parquet", Arity = ArgumentArity.OneOrMore };

    private readonly Option<MarketId?> _market = new("--market")
    {
        Description = "Market of the rows; where a file holds several, the one to take",
        HelpName = "MARKET",
        CustomParser = result => MarketId.TryParse(Values.Text(result), out var market)
            ? market
            : Values.Refuse<MarketId?>(result, "--market", "is not a market id: give EXCHANGE:symbol, e.g. BINANCE:btcusdt"),
    };

    private readonly Option<Timeframe?> _timeframe = new("--timeframe")
    {
        Description = "Length of a bar (the distance of the rows, or what the file says)",
        HelpName = "T",
        CustomParser = result => Timeframe.TryParse(Values.Text(result), out var timeframe)
            ? timeframe
            : Values.Refuse<Timeframe?>(result, "--timeframe", "is not a number and s, m, h or d: give e.g. --timeframe 5m"),
    };

    private readonly Option<ColumnNames?> _columns = ColumnOption.Create();

    /// <summary>Names it.</summary>
    public ImportCommand(CommandEnvironment environment)
        : base(
            environment,
            "import",
            "Store bars, or the bars that trades make, from files; fuller bars that are stored stay",
            "import bars.csv.gz",
            "import AVAXUSDT-1m-2023-02.csv.gz --market BINANCE_FUTURES:avaxusdt --timeframe 1m",
            "import trades.parquet --market COINBASE:BTC-USD",
            "import klines.csv --market BINANCE:btcusdt --columns time_s=open_time,vbuy=taker_buy_quote_volume,vsell=quote_volume-taker_buy_quote_volume")
    {
        Add(_files);
        Add(_market);
        Add(_timeframe);
        Add(_columns);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        List<BarsImported> done = [];
        using (var progress = new ProgressLine(run.Terminal, "bars", null))
        {
            var upload = new BarUpload(run.Service, progress);
            foreach (var file in run.Arguments.GetRequiredValue(_files))
            {
                foreach (var series in await ReadAsync(run, file, cancellationToken))
                {
                    done.AddRange(await SendAsync(upload, file, series, cancellationToken));
                }
            }
        }

        return run.IsJson ? run.Write(ClientJson.Write(done), string.Empty) : Show(run, done);
    }

    private async Task<IReadOnlyList<BarSeries>> ReadAsync(CommandRun run, string file, CancellationToken cancellationToken)
    {
        var (market, timeframe) = (run.Arguments.GetValue(_market), run.Arguments.GetValue(_timeframe));
        var names = run.Arguments.GetValue(_columns) ?? ColumnNames.Own;
        try
        {
            return await Task.Run(() => ImportFile.ReadAsync(file, names, market, timeframe, cancellationToken), cancellationToken);
        }
        catch (DataFormatException error)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, error.Message, error);
        }
    }

    private static async Task<IReadOnlyList<BarsImported>> SendAsync(BarUpload upload, string file, BarSeries series, CancellationToken cancellationToken)
    {
        try
        {
            return await upload.SendAsync(series, cancellationToken);
        }
        catch (ServiceRefusal refusal)
        {
            throw new ConsoleFailure(refusal.ExitCode, $"{Path.GetFileName(file)}: {series.Market} {series.Timeframe}: {refusal.Message}", refusal);
        }
    }

    private static int Show(CommandRun run, List<BarsImported> done)
    {
        var sheet = new Sheet("market", "timeframe", ">stored", ">kept");
        foreach (var part in done)
        {
            sheet.Add(part.Market, part.Timeframe, Figures.Count(part.Written), Figures.Count(part.Kept));
        }

        sheet.Write(run.Terminal, "nothing was imported");
        return ConsoleExit.Done;
    }
}
