using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Grains.Routing;

namespace SqueezeFlow.Grains.Feeds.Replays;

/// <summary>Plays recorded frames through the adapters into the router, in file order, on a thread of its own.</summary>
public sealed class ReplayFeed(TradeRouter router, TimeProvider clock)
{
    /// <summary>Plays all frames.</summary>
    /// <param name="frames">Frames in order of receipt.</param>
    /// <param name="speed">Recorded seconds a wall second; null for as fast as symbols can take them.</param>
    /// <param name="cancellationToken">Ends the replay between two frames.</param>
    /// <exception cref="IOException">The recording cannot be read.</exception>
    public Task<ReplayResult> RunAsync(IEnumerable<RecordedFrame> frames, double? speed, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(() => Run(frames, speed, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private ReplayResult Run(IEnumerable<RecordedFrame> frames, double? speed, CancellationToken cancellationToken)
    {
        var sink = new Sink(router);
        ITradeSink reading = sink;
        var sessions = new Dictionary<(string Exchange, string Endpoint), (IExchangeAdapter Adapter, FeedSession Session)>();
        var pace = new ReplayPace(speed, clock);
        long count = 0;
        long skipped = 0;
        foreach (var frame in frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pace.WaitFor(frame.ReceivedUnixNs, cancellationToken);
            count++;
            if (!sessions.TryGetValue((frame.Exchange, frame.Endpoint), out var known))
            {
                if (!ExchangeCatalog.TryGet(frame.Exchange, out var adapter))
                {
                    skipped++;
                    continue;
                }

                known = (adapter, new FeedSession(adapter, frame.Endpoint, [], UnknownMarkets.Assume));
                sessions.Add((frame.Exchange, frame.Endpoint), known);
            }

            sink.Exchange = known.Adapter;
            known.Adapter.Parse(frame.Payload.Span, known.Session, reading);
            reading.OnReadCompleted(frame.ReceivedUnixNs / 1_000_000);
        }

        var rejected = sessions
            .SelectMany(s => s.Value.Session.RejectedByReason().Select(r => ($"{s.Key.Exchange}: {r.Key}", r.Value)))
            .GroupBy(r => r.Item1)
            .ToDictionary(g => g.Key, g => g.Sum(r => r.Value));
        if (skipped > 0)
        {
            rejected["exchange not known"] = skipped;
        }

        return new(count, sink.Trades, sink.FirstUnixMs, sink.LastUnixMs, rejected);
    }

    private sealed class Sink(TradeRouter router) : ITradeSink
    {
        public IExchangeAdapter Exchange { get; set; } = null!;

        public long Trades { get; private set; }

        public long? FirstUnixMs { get; private set; }

        public long? LastUnixMs { get; private set; }

        public void OnMissed(MarketSlot slot) => (slot.Tag as MarketBuffer)?.Resume();

        public void Add(MarketSlot slot, in Trade trade)
        {
            if (slot.Tag is not MarketBuffer buffer)
            {
                var instrument = slot.Instrument!;
                buffer = router.Open(instrument.BaseCoin, new(instrument, Exchange.ProofOf(instrument, null)), $"{instrument.Market.Exchange}/replay");
                slot.Tag = buffer;
            }

            Trades++;
            FirstUnixMs = Math.Min(FirstUnixMs ?? trade.UnixMs, trade.UnixMs);
            LastUnixMs = Math.Max(LastUnixMs ?? trade.UnixMs, trade.UnixMs);
            buffer.Add(trade);
        }
    }
}
