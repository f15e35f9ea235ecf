using System.Globalization;
using System.IO.Compression;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Recording;

public sealed class ReplayTests
{
    [Fact]
    public void Recorded_messages_give_the_trades_of_the_published_tick_file_market_by_market()
    {
        var sums = new Sums();
        var sessions = new Dictionary<string, FeedSession>(StringComparer.Ordinal);
        using var reader = new RecordingReader(SharedData.Require("data", "raw", "binance_trade_messages_20240808.txt.gz"));

        while (reader.TryRead(out var frame))
        {
            Assert.True(ExchangeCatalog.TryGet(frame.Exchange, out var adapter));
            var key = $"{frame.Exchange}/{frame.Endpoint}";
            if (!sessions.TryGetValue(key, out var session))
            {
                sessions[key] = session = new(adapter, frame.Endpoint, [], UnknownMarkets.Assume);
            }

            adapter.Parse(frame.Payload.Span, session, sums);
        }

        var expected = ReadTicks(SharedData.Require("data", "ticks", "binance_6markets_20240808.csv.gz"));
        Assert.Equal(["BINANCE/main", "BINANCE_FUTURES/coinm", "BINANCE_FUTURES/public"], sessions.Keys.Order());
        Assert.Equal((0L, false), (reader.SkippedLines, reader.IsTruncated));
        Assert.Equal(expected.Keys.Order(), sums.ByMarket.Keys.Order());
        foreach (var (market, wanted) in expected)
        {
            var found = sums.ByMarket[market];
            Assert.Equal((wanted.Buys, wanted.Sells), (found.Buys, found.Sells));
            Assert.Equal(1, found.BuyNotional / wanted.BuyNotional, 1e-9);
            Assert.Equal(1, found.SellNotional / wanted.SellNotional, 1e-9);
        }
    }

    [Fact]
    public void Messages_of_many_venues_carry_todays_names()
    {
        using var reader = new RecordingReader(SharedData.Require("data", "raw", "multi_exchange_trade_messages_2021_2022.txt.gz"));
        var venues = new SortedSet<string>(StringComparer.Ordinal);
        var trades = new Sums();
        while (reader.TryRead(out var frame))
        {
            venues.Add(frame.Exchange);
            if (ExchangeCatalog.TryGet(frame.Exchange, out var adapter))
            {
                adapter.Parse(frame.Payload.Span, new(adapter, adapter.Descriptor.Main.Name, [], UnknownMarkets.Assume), trades);
            }
        }

        Assert.Equal((722L, 0L, false), (reader.Lines, reader.SkippedLines, reader.IsTruncated));
        Assert.Contains("OKX", venues);
        Assert.Contains("GATE", venues);
        Assert.True(trades.ByMarket.Count > 2);
    }

    private static Dictionary<string, Sum> ReadTicks(string path)
    {
        var sums = new Dictionary<string, Sum>(StringComparer.Ordinal);
        using var file = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        file.ReadLine();
        while (file.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var notional = double.Parse(cells[3], CultureInfo.InvariantCulture) * double.Parse(cells[4], CultureInfo.InvariantCulture);
            sums.TryAdd($"{cells[1]}:{cells[2]}", new());
            sums[$"{cells[1]}:{cells[2]}"].Add(cells[5] == "buy" ? AggressorSide.Buy : AggressorSide.Sell, notional);
        }

        return sums;
    }

    private sealed class Sums : ITradeSink
    {
        public Dictionary<string, Sum> ByMarket { get; } = new(StringComparer.Ordinal);

        public void Add(MarketSlot slot, in Trade trade)
        {
            var sum = (Sum)(slot.Tag ??= ByMarket[slot.Market.ToString()] = ByMarket.GetValueOrDefault(slot.Market.ToString()) ?? new Sum());
            sum.Add(trade.Side, trade.Notional);
        }
    }

    private sealed class Sum
    {
        public int Buys { get; private set; }

        public int Sells { get; private set; }

        public double BuyNotional { get; private set; }

        public double SellNotional { get; private set; }

        public void Add(AggressorSide side, double notional)
        {
            if (side == AggressorSide.Buy)
            {
                Buys++;
                BuyNotional += notional;
            }
            else
            {
                Sells++;
                SellNotional += notional;
            }
        }
    }
}
