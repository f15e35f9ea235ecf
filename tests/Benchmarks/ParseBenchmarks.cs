using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Benchmarks;

/// <summary>
/// One trade frame from its bytes to a checked trade in the sink: market found, numbers read, size and notional computed.
/// Frames of 50 markets take turns.
/// </summary>
[ShortRunJob]
[MemoryDiagnoser]
public class ParseBenchmarks
{
    private const int Frames = 4_096;

    private readonly CountingSink _sink = new();
    private byte[][] _spot = null!;
    private byte[][] _futures = null!;
    private FeedSession _spotSession = null!;
    private FeedSession _futuresSession = null!;
    private IExchangeAdapter _spotVenue = null!;
    private IExchangeAdapter _futuresVenue = null!;

    [GlobalSetup]
    public void Prepare()
    {
        (_spotVenue, _futuresVenue) = (new Binance(), new BinanceFutures());
        _spotSession = new(_spotVenue, "main", Enumerable.Range(0, 50).Select(i => _spotVenue.Assume(new("BINANCE", $"q{i:00}usdt"))!));
        _futuresSession = new(_futuresVenue, "market", Enumerable.Range(0, 50).Select(i => _futuresVenue.Assume(new("BINANCE_FUTURES", $"q{i:00}usdt"))!));
        var random = new Random(1);
        _spot = [.. Enumerable.Range(0, Frames).Select(i => Frame(random, i, (time, symbol, price, size, maker) =>
            $$"""{"e":"trade","E":{{time + 1}},"s":"{{symbol}}","t":{{4_000_000_000 + i}},"p":"{{price}}","q":"{{size}}","T":{{time}},"m":{{maker}},"M":true}"""))];
        _futures = [.. Enumerable.Range(0, Frames).Select(i => Frame(random, i, (time, symbol, price, size, maker) =>
            $$"""{"e":"aggTrade","E":{{time + 1}},"a":{{2_000_000_000 + i}},"s":"{{symbol}}","p":"{{price}}","q":"{{size}}","nq":"{{size}}","f":{{5_000_000_000 + i}},"l":{{5_000_000_001 + i}},"T":{{time}},"m":{{maker}}}"""))];
        if (Spot() != Frames || Futures() != Frames || Fallbacks != 0)
        {
            throw new InvalidOperationException($"Expected {Frames} trades of each kind in the expected layout, found {Fallbacks} others.");
        }
    }

    private long Fallbacks => _spotSession.Fallbacks + _futuresSession.Fallbacks;

    [Benchmark(OperationsPerInvoke = Frames)]
    public long Spot() => Parse(_spot, _spotVenue, _spotSession);

    [Benchmark(OperationsPerInvoke = Frames)]
    public long Futures() => Parse(_futures, _futuresVenue, _futuresSession);

    [Benchmark(OperationsPerInvoke = Frames)]
    public long Spot_token_by_token() => ParseStrictly(_spot, _spotSession);

    [Benchmark(OperationsPerInvoke = Frames)]
    public long Futures_token_by_token() => ParseStrictly(_futures, _futuresSession);

    private static byte[] Frame(Random random, int i, Func<long, string, string, string, string, string> write) => Encoding.UTF8.GetBytes(write(
        1_764_000_000_000 + i,
        $"Q{random.Next(50):00}USDT",
        (20_000 + (random.NextDouble() * 90_000)).ToString("0.00000000", CultureInfo.InvariantCulture),
        (random.NextDouble() * 10).ToString("0.00000000", CultureInfo.InvariantCulture),
        random.Next(2) == 0 ? "true" : "false"));

    private long Parse(byte[][] frames, IExchangeAdapter venue, FeedSession session)
    {
        var before = _sink.Trades;
        foreach (var frame in frames)
        {
            venue.Parse(frame, session, _sink);
        }

        return _sink.Trades - before;
    }

    private long ParseStrictly(byte[][] frames, FeedSession session)
    {
        var before = _sink.Trades;
        foreach (var frame in frames)
        {
            BinanceFrames.ParseStrictly(frame, session, _sink);
        }

        return _sink.Trades - before;
    }

    private sealed class CountingSink : ITradeSink
    {
        public long Trades { get; private set; }

        public double Notional { get; private set; }

        public void Add(MarketSlot slot, in Trade trade)
        {
            Trades++;
            Notional += trade.Notional;
        }
    }
}
