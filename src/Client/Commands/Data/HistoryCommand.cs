using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Client.Transfer.History;
using SqueezeFlow.Client.Transfer.Tables;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Commands.Data;

/// <summary>Loads past bars of a venue, buys and sells apart, into a file for back-tests.</summary>
internal sealed class HistoryCommand : ConsoleCommand
{
    private static readonly Timeframe[] Frames = [.. Timeframe.Stored.Where(timeframe => timeframe.Milliseconds >= Timeframe.M1.Milliseconds)];

    private readonly Argument<MarketId> _market = Values.Market();
    private readonly Option<DateTimeOffset?> _from = Values.Moment("--from", "First open time (ISO-8601 or epoch ms)");
    private readonly Option<DateTimeOffset?> _to = Values.Moment("--to", "End, exclusive (the last bar that is over)");

    private readonly Option<Timeframe> _timeframe = new("--timeframe")
    {
        Description = $"Length of a bar: {string.Join(' ', Frames)}",
        HelpName = "T",
        DefaultValueFactory = _ => Timeframe.M1,
        CustomParser = result => Timeframe.TryParse(Values.Text(result), out var timeframe) && Frames.Contains(timeframe)
            ? timeframe
            : Values.Refuse<Timeframe>(result, "--timeframe", $"is no length that venues give: give one of {string.Join(", ", Frames)}"),
    };

    private readonly Option<Uri?> _rest = new("--rest")
    {
        Description = "REST base to ask instead of the venue's own (or Exchanges__<ID>__Rest in the environment, as for the service)",
        HelpName = "URL",
        CustomParser = result => AddressOf(Values.Text(result)) is { } address
            ? address
            : Values.Refuse<Uri?>(result, "--rest", "is no address: give http://… or https://…"),
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "File to write: .csv, .csv.gz or .parquet",
        HelpName = "FILE",
        Required = true,
        CustomParser = result => TableFile.FaultOf(Values.Text(result)) is { } fault ? Values.Refuse<string>(result, "--out", fault) : Values.Text(result),
    };

    /// <summary>Names it.</summary>
    public HistoryCommand(CommandEnvironment environment)
        : base(
            environment,
            "history",
            "Load past bars of a venue, buys and sells apart, into a file for back-tests; goes on where it was broken off",
            "history BINANCE_FUTURES:btcusdt --from 2025-01-01 --to 2025-02-01 --out btc-perp.csv.gz",
            "history BINANCE:btcusdt --from 2025-01-01 --timeframe 15m --out btc-spot.parquet")
    {
        Add(_market);
        foreach (var option in (Option[])[_from, _to, _timeframe, _rest, _out])
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var request = Read(run);
        var path = run.Arguments.GetRequiredValue(_out);
        try
        {
            var bars = await LoadAsync(run, request, path, cancellationToken);
            return Done(run, request, path, bars);
        }
        catch (HistoryException error)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, error.Message, error);
        }
        catch (HttpRequestException error)
        {
            throw new ConsoleFailure(ConsoleExit.DependencyMissing, $"{error.Message}; what was loaded is kept: give the same command to go on", error);
        }
    }

    private async Task<IReadOnlyList<Bar>> LoadAsync(CommandRun run, HistoryRequest request, string path, CancellationToken cancellationToken)
    {
        await using var venues = VenueHistory.Create(RestOf(run, request.Market.Exchange), request.Market.Exchange, run.Terminal.Clock);
        var market = await venues.FindAsync(request.Market, cancellationToken);
        using var log = Open(path, request);
        IReadOnlyList<Bar> bars;
        using (var progress = new ProgressLine(run.Terminal, "bars", request.Bars))
        {
            bars = await HistoryDownload.LoadAsync(market, request, log, progress, cancellationToken);
        }

        if (bars.Count == 0)
        {
            log.Delete();
            throw new HistoryException($"'{request.Market}' has no bar of {request.Timeframe} from {Figures.Time(request.FromUnixMs)} to {Figures.Time(request.ToUnixMs)} UTC: give a time in which it was traded");
        }

        await HistoryDownload.WriteAsync(path, request, bars, cancellationToken);
        log.Delete();
        return bars;
    }

    private Uri? RestOf(CommandRun run, string exchange)
    {
        var name = $"Exchanges__{exchange}__Rest";
        return run.Arguments.GetValue(_rest) is { } asked ? asked
            : run.Terminal.Variable(name) is not { Length: > 0 } text ? null
            : AddressOf(text) ?? throw ConsoleFailure.BadValue(name, text, "is no address: give http://… or https://…");
    }

    private static Uri? AddressOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static HistoryLog Open(string path, HistoryRequest request)
    {
        try
        {
            return HistoryLog.Open(path, request);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ConsoleFailure.BadValue("--out", path, $"cannot be written ({error.Message.TrimEnd('.')}): give a file that can");
        }
    }

    private HistoryRequest Read(CommandRun run)
    {
        var market = run.Arguments.GetValue(_market);
        if (!VenueHistory.Venues.Contains(market.Exchange))
        {
            throw ConsoleFailure.BadValue("MARKET", market.ToString(), $"is of a venue whose bars do not tell buys from sells, or that is not known: give a market of {string.Join(", ", VenueHistory.Venues)}");
        }

        var timeframe = run.Arguments.GetValue(_timeframe);
        var from = run.Arguments.GetValue(_from) ?? throw new ConsoleFailure(ConsoleExit.BadUsage, "--from: missing: give the first open time, e.g. --from 2025-01-01T00:00:00Z");

        // A bar that is still forming would stand in the file like one that is over.
        var now = run.Terminal.Clock.GetUtcNow();
        var to = run.Arguments.GetValue(_to) is { } asked && asked < now ? asked : now;
        var request = new HistoryRequest(market, timeframe, timeframe.Ceiling(from.ToUnixTimeMilliseconds()), timeframe.Floor(to.ToUnixTimeMilliseconds()));
        return request.Bars > 0
            ? request
            : throw ConsoleFailure.BadValue("--from", Figures.Time(from.ToUnixTimeMilliseconds()), $"is not a bar before --to ({Figures.Time(to.ToUnixTimeMilliseconds())}): give an earlier time");
    }

    private static int Done(CommandRun run, HistoryRequest request, string path, IReadOnlyList<Bar> bars)
    {
        var (first, last, missing) = (bars[0].OpenUnixMs, bars[^1].OpenUnixMs, request.Bars - bars.Count);
        return run.Write(
            ClientJson.Write(new { file = path, market = request.Market.ToString(), timeframe = request.Timeframe.ToString(), rows = bars.Count, first = first / 1_000, last = last / 1_000, missing }),
            $"{Figures.Count(bars.Count)} bars of {request.Market}, {request.Timeframe}, from {Figures.Time(first)} to {Figures.Time(last)} UTC in {path}{(missing > 0 ? $"; the venue has no bar at {Figures.Count(missing)} of the times asked for" : string.Empty)}");
    }
}
