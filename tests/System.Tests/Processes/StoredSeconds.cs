using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.TestSupport.Influx;

namespace SqueezeFlow.SystemTests.Processes;

/// <summary>The seconds of one market in InfluxDB, held against the world that was traded.</summary>
internal sealed class StoredSeconds(World world, MarketId market, IReadOnlyList<Bar> bars, long trades)
{
    private const double Noise = 1e-9;

    /// <summary>Trades that the ledger counts.</summary>
    public long Trades => trades;

    /// <summary>What opens at a time or later.</summary>
    public static async Task<StoredSeconds> ReadAsync(InfluxProcess influx, World world, MarketId market, long fromUnixMs, CancellationToken token)
    {
        var where = $"WHERE market = '{market}' AND time >= {fromUnixMs}ms";
        var bars = await influx.RowsAsync(
            $"SELECT open, high, low, close, vbuy, vsell, cbuy, csell FROM significant_trades.aggr_1s.trades_1s {where}", token);
        var ledger = await influx.RowsAsync($"SELECT sum(trades) FROM significant_trades.ledger.ledger {where}", token);
        return new(world, market, [.. bars.Select(Read)], ledger.Length == 0 ? 0 : (long)(double)ledger[0][1]!);
    }

    /// <summary>How many trades each second of a range has fewer than were traded, where it has.</summary>
    public IEnumerable<(long UnixMs, long Trades)> Missing(long fromUnixMs, long toUnixMs)
    {
        var stored = bars.ToDictionary(bar => bar.OpenUnixMs, CountOf);
        return world.Bars(market, Timeframe.S1, fromUnixMs, toUnixMs)
            .Select(bar => (bar.OpenUnixMs, CountOf(bar) - stored.GetValueOrDefault(bar.OpenUnixMs)))
            .Where(missing => missing.Item2 > 0);
    }

    /// <summary>Holds every trade of a range and nothing else.</summary>
    /// <param name="fromUnixMs">Start, inclusive.</param>
    /// <param name="toUnixMs">End, exclusive.</param>
    public void AssertWhole(long fromUnixMs, long toUnixMs)
    {
        Bar[] expected = [.. world.Bars(market, Timeframe.S1, fromUnixMs, toUnixMs)];
        Assert.Equal(expected.Select(bar => bar.OpenUnixMs), bars.Select(bar => bar.OpenUnixMs));
        Assert.All(expected.Zip(bars), pair => AssertSame(pair.First, pair.Second));
    }

    /// <summary>Holds the trades from a time up to some moment of its last second, and nothing else; answers that moment.</summary>
    public long AssertPrefix(long fromUnixMs)
    {
        Assert.NotEmpty(bars);
        var last = bars[^1];
        Bar[] expected = [.. world.Bars(market, Timeframe.S1, fromUnixMs, Timeframe.S1.Close(last.OpenUnixMs))];
        Assert.Equal(expected.Select(bar => bar.OpenUnixMs), bars.Select(bar => bar.OpenUnixMs));
        Assert.All(expected.Zip(bars).SkipLast(1), pair => AssertSame(pair.First, pair.Second));

        // Trades of one millisecond may be cut between two of them.
        var (low, high) = (last.OpenUnixMs, Timeframe.S1.Close(last.OpenUnixMs));
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Until(last, middle).Fills > last.BuyCount + last.SellCount ? (low, middle) : (middle, high);
        }

        var (before, after) = (Until(last, low), Until(last, high));
        var what = $"{market}: {last} is no beginning of its second: up to {low} {before}, up to {high} {after}";
        Assert.True(before.Fills <= last.BuyCount + last.SellCount && last.BuyCount + last.SellCount <= after.Fills, what);
        Assert.True(IsBetween(before.BuyNotional, last.BuyNotional, after.BuyNotional) && IsBetween(before.SellNotional, last.SellNotional, after.SellNotional), what);
        Assert.InRange(trades, world.Report(market, fromUnixMs, low).Trades, world.Report(market, fromUnixMs, high).Trades);
        return low;
    }

    private static Bar Read(JsonArray row)
    {
        double At(int place) => (double?)row[place] ?? 0;
        return new((long)row[0]!, At(1), At(2), At(3), At(4), At(5), At(6), (long)At(7), (long)At(8), 0, 0);
    }

    private static bool IsBetween(double low, double value, double high) => value >= low * (1 - Noise) && value <= high * (1 + Noise);

    private static (double Open, double High, double Low, double Close, long Buys, long Sells) Exact(Bar bar) =>
        (bar.Open, bar.High, bar.Low, bar.Close, bar.BuyCount, bar.SellCount);

    private MarketReport Until(Bar second, long toUnixMs) => world.Report(market, second.OpenUnixMs, toUnixMs);

    private void AssertSame(Bar expected, Bar found)
    {
        var isSame = Exact(expected) == Exact(found) &&
            IsBetween(expected.BuyNotional, found.BuyNotional, expected.BuyNotional) && IsBetween(expected.SellNotional, found.SellNotional, expected.SellNotional);
        Assert.True(isSame, $"{market}: expected {expected}, found {found}");
    }

    private static long CountOf(Bar bar) => bar.BuyCount + bar.SellCount;
}
