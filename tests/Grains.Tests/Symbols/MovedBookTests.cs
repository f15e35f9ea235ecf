using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols;
using SqueezeFlow.Grains.Symbols.Stored;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>
/// A symbol that moves from silo to silo while its feed moves too: two senders bring the same trades for a while, and hand what they keep to whoever has just come, each in its
/// order, but between each other in any.
/// </summary>
public sealed class MovedBookTests : IDisposable
{
    private const long Begin = 1_740_787_200_000;
    private const long KeptMs = 15_000;

    // A lane may be behind the other one, since a call of it came to nothing.
    private const long LagMs = 8_000;

    private static readonly MarketId Btc = new("BYBIT", "BTCUSDT");

    private readonly ModelStore _store = new();
    private readonly ModelOwners _owners = new();
    private readonly List<IDisposable> _ended = [];
    private BarWriter _writer = null!;
    private SymbolBook _book = null!;

    public static MatrixTheoryData<ProofKind, int> Seeds => new([ProofKind.Overlap, ProofKind.Ids], [.. Enumerable.Range(1, 100)]);

    public void Dispose() => _ended.ForEach(one => one.Dispose());

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_trade_is_counted_once_however_what_is_kept_of_two_senders_comes(ProofKind proof, int seed)
    {
        var random = new Random(seed);
        var trades = Trades(random, 400, proof);
        var from = random.Next(20, 200);
        var to = random.Next(from + 1, Math.Min(399, from + 60));
        Sender[] senders = [new("old", Cut(random, trades, 0, to)), new("new", Cut(random, trades, from, trades.Count))];
        await ComeAsync(proof);

        var moves = random.Next(1, 4);
        var nextMove = random.Next(5, 40);
        for (var step = 0; Array.Exists(senders, sender => !sender.IsDone); step++)
        {
            var earliest = senders.Min(sender => sender.NextUnixMs);
            var left = Array.FindAll(senders, sender => !sender.IsDone && (sender.IsRepeating || sender.NextUnixMs <= earliest + LagMs));
            left[random.Next(left.Length)].Send(_book);
            _book.Collect();
            if (random.Next(3) == 0)
            {
                await _writer.FlushAsync(TestContext.Current.CancellationToken);
                Array.ForEach(senders, sender => sender.Release(_book, _writer, KeptMs));
            }

            if (step >= nextMove && moves > 0)
            {
                (moves, nextMove) = (moves - 1, step + random.Next(1, 25));
                if (random.Next(2) == 0)
                {
                    _book.Leave();
                    await _writer.FlushAsync(TestContext.Current.CancellationToken);
                }

                await ComeAsync(proof);
                Array.ForEach(senders, sender => sender.Forgotten());
            }
        }

        _book.Leave();
        await _writer.FlushAsync(TestContext.Current.CancellationToken);

        var counted = _store.Bars(Btc, Timeframe.S1).ToDictionary(bar => bar.OpenUnixMs, bar => bar.Volume);
        var wrong = trades.GroupBy(trade => Timeframe.S1.Floor(trade.UnixMs))
            .Where(second => counted.GetValueOrDefault(second.Key) is var count && (count > second.Count() || (count < second.Count() && !IsOnRecord(second))))
            .Select(second => $"{(second.Key - Begin) / 1_000}: {counted.GetValueOrDefault(second.Key)} of {second.Count()}");
        Assert.Empty(wrong);
        Assert.Equal(counted.Values.Sum(), _store.Ledger(Btc).Sum(row => row.Trades));
    }

    [Fact]
    public async Task What_was_missing_when_a_symbol_moved_is_told_when_it_comes_though_nothing_is_traded_any_more()
    {
        var trades = Trades(new(1), 12, ProofKind.Ids);
        await ComeAsync(ProofKind.Ids);
        await TakeAsync("old", [.. trades[..10], trades[11]]);

        await ComeAsync(ProofKind.Ids);
        await TakeAsync("new", [trades[10]]);

        Assert.Equal(12, _store.Ledger(Btc).Sum(row => row.Trades));
        Assert.All(_store.Ledger(Btc), row => Assert.Equal(LedgerState.Complete, row.State));
        Assert.DoesNotContain(_store.Gaps(Btc), gap => gap.FilledBy is null);
    }

    private async Task TakeAsync(string source, Trade[] trades)
    {
        Assert.True(_book.TryIngest(new([new(Btc, "BYBIT/2", 1, trades, trades.Length)], source, 1, trades[^1].UnixMs)));
        _book.Leave();
        await _writer.FlushAsync(TestContext.Current.CancellationToken);
    }

    private bool IsOnRecord(IEnumerable<Trade> trades) =>
        trades.Any(trade => _store.Gaps(Btc).Any(gap => trade.UnixMs >= gap.BeforeUnixMs && trade.UnixMs <= gap.AfterUnixMs));

    private async Task ComeAsync(ProofKind proof)
    {
        _writer = new(_store, Options.Create(new BarWriterOptions()), TimeProvider.System, NullLogger<BarWriter>.Instance);
        var stored = new StoredMarkets(_store, _writer, TimeProvider.System);
        var filler = new GapFiller(null!, null!, Options.Create(new RefillOptions { Enabled = false }), null!, new(TimeProvider.System), TimeProvider.System, NullLogger<GapFiller>.Instance);
        _book = new(new SymbolFlow("BTC", Timeframe.M5, silentAfterMs: 86_400_000), stored, _writer, filler, handsOutOpen: true, _owners);
        _ended.AddRange([_writer, stored, filler]);
        await _book.TrackAsync([new(new(Btc, MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 1, true), proof)], TestContext.Current.CancellationToken);
    }

    // About four a second; some come a little after others that were made later.
    private static List<Trade> Trades(Random random, int count, ProofKind proof)
    {
        var (trades, at) = (new List<Trade>(count), Begin);
        for (var i = 0; i < count; i++)
        {
            at += random.Next(500);
            trades.Add(new(proof == ProofKind.Ids ? 1_000 + i : random.NextInt64(1, long.MaxValue), at - (random.Next(8) == 0 ? random.Next(400) : 0), 1, 1, 1, 1, AggressorSide.Buy));
        }

        return trades;
    }

    private static List<TradeBatch> Cut(Random random, List<Trade> trades, int from, int to)
    {
        var batches = new List<TradeBatch>();
        while (from < to)
        {
            var count = Math.Min(to - from, random.Next(1, 12));
            Trade[] part = [.. trades.Skip(from).Take(count)];
            batches.Add(new([new(Btc, "BYBIT/2", 1, part, count)], "", batches.Count + 1, part[^1].UnixMs));
            from += count;
        }

        return batches;
    }

    /// <summary>A silo's lane: sends in order, keeps what is not known to be stored, and some seconds longer.</summary>
    private sealed class Sender(string name, List<TradeBatch> batches)
    {
        private readonly LinkedList<TradeBatch> _kept = new();
        private readonly Queue<TradeBatch> _again = new();
        private int _next;

        public bool IsRepeating => _again.Count > 0;

        /// <summary>Time of the trades that it is to send next.</summary>
        public long NextUnixMs => _next < batches.Count ? batches[_next].SentUnixMs : long.MaxValue - LagMs;

        public bool IsDone => _next == batches.Count && _again.Count == 0;

        public void Send(SymbolBook book)
        {
            if (_again.TryPeek(out var repeated))
            {
                Assert.True(book.TryIngest(repeated));
                _again.Dequeue();
                return;
            }

            var batch = batches[_next] with { Source = name, Follows = _kept.Last?.Value.Sequence ?? 0 };
            if (_kept.Last?.Value.Sequence != batch.Sequence)
            {
                _kept.AddLast(batch);
            }

            _next++;
            if (!book.TryIngest(batch))
            {
                Repeat();
            }
        }

        /// <summary>The symbol has come up anew: it is noticed with the next batch, or by asking when all are sent.</summary>
        public void Forgotten()
        {
            _again.Clear();
            if (_next == batches.Count)
            {
                Repeat();
            }
        }

        public void Release(SymbolBook book, BarWriter writer, long keptMs)
        {
            var through = book.StoredThrough(name);
            while (_kept.First is { } first && _kept.Count > 1 && first.Value.Sequence <= Math.Min(through, writer.StoredThrough) && first.Value.SentUnixMs < _kept.Last!.Value.SentUnixMs - keptMs)
            {
                _kept.RemoveFirst();
            }
        }

        private void Repeat()
        {
            var before = 0L;
            foreach (var batch in _kept)
            {
                _again.Enqueue(batch with { Follows = before });
                before = batch.Sequence;
            }
        }
    }
}
