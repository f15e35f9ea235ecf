using System.Globalization;
using System.Text;
using SqueezeFlow.TestSupport.Influx;

namespace SqueezeFlow.SystemTests.Processes;

/// <summary>A database as aggr-server leaves it: ten-second bars that were written, longer ones made of them, and of the past only those that are kept longer.</summary>
internal sealed class CollectorData(InfluxProcess influx, long endUnixMs, CancellationToken stop)
{
    private const int Bars = 5_000;

    private static readonly (string Name, string? Source)[] Frames =
    [
        ("10s", null), ("30s", "10s"), ("1m", "30s"), ("3m", "1m"), ("5m", "1m"), ("15m", "5m"), ("30m", "15m"), ("1h", "30m"), ("2h", "1h"), ("4h", "2h"), ("6h", "2h"), ("1d", "6h"),
    ];

    private static readonly Dictionary<string, double> Prices = new(StringComparer.Ordinal)
    {
        ["BINANCE:btcusdt"] = 64_000,
        ["BYBIT:BTCUSDT"] = 64_010,
        ["KRAKEN:XBT/USD"] = 63_990,
        ["OKEX:BTC-USDT-SWAP"] = 64_005,
    };

    public static IEnumerable<string> Markets => Prices.Keys;

    public static IEnumerable<string> Timeframes => Frames.Select(frame => frame.Name);

    public async Task WriteAsync()
    {
        await influx.RowsAsync("CREATE DATABASE significant_trades", stop);
        foreach (var (name, _) in Frames)
        {
            await influx.RowsAsync($"CREATE RETENTION POLICY aggr_{name} ON significant_trades DURATION {Bars * LengthOf(name) / 1_000}s REPLICATION 1", stop);
        }

        // Of what was deleted since there are longer bars alone.
        var (day, hour) = (LengthOf("1d"), LengthOf("1h"));
        var (minutes, tens) = (endUnixMs - (3 * day), endUnixMs - (13 * hour));
        await WriteAsync("1d", endUnixMs - (1_500 * day), endUnixMs - (1_400 * day), day);
        await WriteAsync("6h", endUnixMs - (1_000 * day), endUnixMs - (950 * day), 6 * hour);
        await WriteAsync("3m", endUnixMs - (6 * day), endUnixMs - (5 * day), 180_000);
        await WriteAsync("30s", tens - (20 * hour), tens - (tens % 30_000), 30_000);
        await WriteAsync("10s", tens - (tens % 30_000), endUnixMs, 10_000);
        foreach (var (name, source) in Frames.Where(frame => frame.Source is not null))
        {
            var from = name switch { "30s" => tens - (tens % 30_000), _ => minutes };
            await ResampleAsync(name, source!, from - (from % LengthOf(name)) + (name == "30s" ? 0 : LengthOf(name)));
        }
    }

    private static long LengthOf(string name) => Core.Bars.Timeframe.Parse(name).Milliseconds;

    private static string Point(string measurement, string market, double price, Random random, long unixMs)
    {
        double Next(double scale) => Math.Round(random.NextDouble() * scale, 4);
        List<string> fields = [];
        if (random.Next(10) > 0)
        {
            var (open, close) = (price + Next(10), price + Next(10));
            fields.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"cbuy={random.Next(1, 500)},csell={random.Next(0, 500)},vbuy={Next(1e6) + 1},vsell={Next(1e6)},open={open},close={close},high={Math.Max(open, close) + 1},low={Math.Min(open, close) - 1}"));
        }

        if (fields.Count == 0 || random.Next(10) == 0)
        {
            fields.Add(string.Create(CultureInfo.InvariantCulture, $"lbuy={Next(1e4) + 1},lsell=0"));
        }

        return $"{measurement},market={market} {string.Join(',', fields)} {unixMs}000000\n";
    }

    private async Task WriteAsync(string name, long from, long to, long length)
    {
        var random = new Random(7);
        var lines = new StringBuilder();
        for (var at = from - (from % length); at < to; at += length)
        {
            foreach (var (market, price) in Prices)
            {
                // In some buckets nobody trades.
                if (random.Next(5) > 0)
                {
                    lines.Append(Point($"trades_{name}", market, price, random, at));
                }
            }
        }

        await influx.WriteAsync("significant_trades", $"aggr_{name}", lines.ToString(), stop);
    }

    private async Task ResampleAsync(string name, string source, long from) => await influx.RowsAsync(
        "SELECT min(low) AS low, max(high) AS high, first(open) AS open, last(close) AS close, sum(cbuy) AS cbuy, sum(csell) AS csell, sum(lbuy) AS lbuy, sum(lsell) AS lsell, " +
        $"sum(vbuy) AS vbuy, sum(vsell) AS vsell INTO significant_trades.aggr_{name}.trades_{name} FROM significant_trades.aggr_{source}.trades_{source} " +
        $"WHERE time >= {from}ms AND time < {endUnixMs}ms GROUP BY time({name}), market fill(none)",
        stop);
}
