using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Recording;

namespace SqueezeFlow.Client.Offline;

/// <summary>Shows the trades in recorded frames: one JSON line each on standard output, counts by frame kind on standard error.</summary>
/// <param name="output">Takes the trades.</param>
/// <param name="error">Takes the counts and complaints.</param>
internal sealed class DecodeCommand(TextWriter output, TextWriter error)
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int BadUsage = 2;

    private readonly long[] _kinds = new long[Enum.GetValues<FrameKind>().Length];
    private readonly SortedDictionary<string, long> _rejected = new(StringComparer.Ordinal);
    private byte[] _binary = [];

    /// <summary>Decodes every file; the exit code is 0 when all could be read, whatever stands in them.</summary>
    public int Run(DecodeCommandOptions options)
    {
        if (!ExchangeCatalog.TryGet(options.Exchange, out var adapter))
        {
            var known = string.Join(", ", ExchangeCatalog.All.Select(venue => venue.Descriptor.Id));
            error.WriteLine($"'{options.Exchange}' is no exchange; known are {known}.");
            return BadUsage;
        }

        var routes = adapter.Descriptor.Endpoints.Select(endpoint => endpoint.Name).ToArray();
        if (options.Route is not null && !routes.Contains(options.Route, StringComparer.Ordinal))
        {
            error.WriteLine($"'{options.Route}' is no route of {options.Exchange}; known are {string.Join(", ", routes)}.");
            return BadUsage;
        }

        try
        {
            Decode(adapter, options.Route ?? routes[0], ReadInstruments(adapter, options.InstrumentsFile), options.Files);
            return Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e.Message);
            return Failed;
        }
    }

    private static List<Instrument> ReadInstruments(IExchangeAdapter adapter, string? file)
    {
        var instruments = new List<Instrument>();
        foreach (var line in file is null ? [] : File.ReadLines(file))
        {
            adapter.TryReadInstruments(Encoding.UTF8.GetBytes(line), instruments);
        }

        return instruments;
    }

    private void Decode(IExchangeAdapter adapter, string route, List<Instrument> instruments, IReadOnlyList<string> files)
    {
        var printer = new DecodeCommandPrinter(output);
        foreach (var file in files)
        {
            // A file is a session of its own: what one connection learnt means nothing on another.
            var session = new FeedSession(adapter, route, instruments, UnknownMarkets.Open) { Observer = printer };
            (printer.File, printer.Line) = (file, 0);
            foreach (var line in File.ReadLines(file))
            {
                printer.Line++;
                if (line.Length > 0)
                {
                    _kinds[(int)adapter.Parse(FrameOf(line).Span, session, NoSink.Instance)]++;
                }
            }

            foreach (var (reason, count) in session.RejectedByReason())
            {
                _rejected[reason] = _rejected.GetValueOrDefault(reason) + count;
            }
        }

        Report(printer);
    }

    private ReadOnlyMemory<byte> FrameOf(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        return BinaryLine.IsOne(bytes) && BinaryLine.TryDecode(bytes, ref _binary, out var binary) ? binary : bytes;
    }

    private void Report(DecodeCommandPrinter printer)
    {
        foreach (var kind in Enum.GetValues<FrameKind>().Where(kind => _kinds[(int)kind] > 0))
        {
            error.WriteLine($"frames {kind.ToString().ToLowerInvariant()} {_kinds[(int)kind]}");
        }

        error.WriteLine($"trades {printer.Trades}");
        error.WriteLine($"liquidation reports {printer.Liquidations}");
        foreach (var (reason, count) in _rejected)
        {
            error.WriteLine($"refused {reason} {count}");
        }
    }

    private sealed class NoSink : ITradeSink
    {
        public static readonly NoSink Instance = new();

        public void Add(MarketSlot slot, in Trade trade)
        {
        }
    }
}
