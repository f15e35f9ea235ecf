using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Client.Offline.Decoding;

/// <summary>Reads frames of one venue out of files and counts what they are.</summary>
/// <param name="adapter">The venue.</param>
/// <param name="route">Endpoint of frames that do not name theirs.</param>
/// <param name="instruments">Markets that are known.</param>
/// <param name="printer">Shows the trades.</param>
internal sealed class DecodeFrames(IExchangeAdapter adapter, string route, IReadOnlyList<Instrument> instruments, DecodeCommandPrinter printer)
{
    // What a feed, which knows its instruments, never meets.
    private static readonly string NoInstrument = RejectReason.Multiplier.ToString().ToLowerInvariant();

    private readonly long[] _kinds = new long[Enum.GetValues<FrameKind>().Length];
    private readonly SortedDictionary<string, long> _rejected = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _others = new(StringComparer.Ordinal);
    private readonly List<string> _truncated = [];
    private byte[] _binary = [];

    /// <summary>Decodes a file: plain frames, own recordings and public ones, whose lines name venue and endpoint.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Read(string file)
    {
        // A file is a session of its own for each endpoint: what one connection learnt means nothing on another.
        var sessions = new Dictionary<string, FeedSession>(StringComparer.Ordinal);
        using var reader = new RecordingReader(file);
        (printer.File, printer.Line) = (file, 0);
        while (reader.TryReadLine(out var line))
        {
            printer.Line++;
            if (line.Frame is { } recorded && recorded.Exchange != adapter.Descriptor.Id)
            {
                _others[recorded.Exchange] = _others.GetValueOrDefault(recorded.Exchange) + 1;
            }
            else if (line.Text.Length > 0)
            {
                var (endpoint, frame) = line.Frame is { } own
                    ? (own.Endpoint.Length > 0 ? own.Endpoint : route, own.Payload)
                    : (route, FrameOf(line.Text));
                _kinds[(int)adapter.Parse(frame.Span, SessionOf(sessions, endpoint), NoSink.Instance)]++;
            }
        }

        if (reader.IsTruncated)
        {
            _truncated.Add(file);
        }

        foreach (var (reason, count) in sessions.Values.SelectMany(session => session.RejectedByReason()))
        {
            _rejected[reason] = _rejected.GetValueOrDefault(reason) + count;
        }
    }

    /// <summary>Tells the counts; answers 1 when a frame was malformed, or when recordings hold frames of other venues only.</summary>
    public int Report(TextWriter error)
    {
        foreach (var kind in Enum.GetValues<FrameKind>().Where(kind => _kinds[(int)kind] > 0))
        {
            error.WriteLine($"frames {kind.ToString().ToLowerInvariant()} {_kinds[(int)kind]}");
        }

        error.WriteLine($"trades {printer.Trades}");
        error.WriteLine($"liquidation reports {printer.Liquidations}");
        foreach (var (reason, count) in _rejected)
        {
            error.WriteLine(reason == NoInstrument ? $"without a known instrument {count}" : $"refused {reason} {count}");
        }

        foreach (var (venue, count) in _others)
        {
            error.WriteLine($"frames of {venue} passed over {count}");
        }

        _truncated.ForEach(file => error.WriteLine($"FILE: '{file}' ends in the middle; everything before that was read"));
        var hasNothing = _kinds.Sum() == 0 && _others.Count > 0;
        if (hasNothing)
        {
            error.WriteLine($"no frame of {adapter.Descriptor.Id} is recorded here: give one of {string.Join(", ", _others.Keys)}");
        }

        return hasNothing || _kinds[(int)FrameKind.Malformed] > 0 ? ConsoleExit.Failed : ConsoleExit.Done;
    }

    private FeedSession SessionOf(Dictionary<string, FeedSession> sessions, string endpoint)
    {
        if (!sessions.TryGetValue(endpoint, out var session))
        {
            sessions[endpoint] = session = new(adapter, endpoint, instruments, UnknownMarkets.Open) { Observer = printer };
        }

        return session;
    }

    private ReadOnlyMemory<byte> FrameOf(ReadOnlyMemory<byte> line) =>
        BinaryLine.IsOne(line.Span) && BinaryLine.TryDecode(line.Span, ref _binary, out var binary) ? binary : line;

    private sealed class NoSink : ITradeSink
    {
        public static readonly NoSink Instance = new();

        public void Add(MarketSlot slot, in Trade trade)
        {
        }
    }
}
