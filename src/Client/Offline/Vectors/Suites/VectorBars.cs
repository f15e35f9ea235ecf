using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>The bars of a vector, its three tables merged by time.</summary>
internal sealed class VectorBars
{
    private readonly SortedDictionary<long, (SymbolBar Bar, BarSides Sides)> _rows = [];
    private readonly VectorRow _row;

    private VectorBars(VectorRow row)
    {
        _row = row;
        var prices = row.GetObject("ohlcv");
        var times = TimesOf(prices, "close", null);
        ReadPrices(prices, times);
        ReadFlow(row.GetObject("spot"), times, BarSides.Spot);
        ReadFlow(row.GetObject("futures"), times, BarSides.Perp);
    }

    /// <summary>Rows in time order with the sides that were delivered.</summary>
    public IEnumerable<(SymbolBar Bar, BarSides Sides)> Rows => _rows.Values;

    public static VectorBars Read(VectorRow row) => new(row);

    /// <summary>The bar length that a vector names.</summary>
    public static Timeframe TimeframeOf(VectorRow row)
    {
        var text = row.GetText("timeframe");
        return Timeframe.TryParse(text, out var timeframe)
            ? timeframe
            : throw row.Wrong("timeframe", text, "a number and s, m, h or d, e.g. 5m");
    }

    /// <summary>A strategy over the whole history of a vector, warmed up with it.</summary>
    public SqueezeStrategy Strategy(StrategyParameters parameters)
    {
        var strategy = new SqueezeStrategy(_row.GetText("symbol"), new()
        {
            Parameters = parameters,
            Timeframe = TimeframeOf(_row),
            WindowBars = 0,
            MinDataPoints = 0,
            OneSecondMode = _row.GetFlag("mode_1s"),
        });
        foreach (var (bar, sides) in _rows.Values)
        {
            strategy.Push(bar, sides);
        }

        return strategy;
    }

    private void ReadPrices(VectorRow table, long[] times)
    {
        var open = Column(table, "open", times);
        var high = Column(table, "high", times);
        var low = Column(table, "low", times);
        var close = Column(table, "close", times);
        var volume = Column(table, "volume", times);
        for (var i = 0; i < times.Length; i++)
        {
            Merge(times[i], BarSides.Price, bar => bar with
            {
                Open = open[i],
                High = high[i],
                Low = low[i],
                Close = close[i],
                Volume = volume[i],
            });
        }
    }

    private void ReadFlow(VectorRow table, long[] priceTimes, BarSides side)
    {
        var times = table.Has("t") || table.Has("t0") ? TimesOf(table, "vbuy", null) : TimesOf(table, "vbuy", priceTimes);
        var buy = Column(table, "vbuy", times);
        var sell = Column(table, "vsell", times);
        for (var i = 0; i < times.Length; i++)
        {
            Merge(times[i], side, bar => side == BarSides.Spot
                ? bar with { SpotBuy = buy[i], SpotSell = sell[i] }
                : bar with { PerpBuy = buy[i], PerpSell = sell[i] });
        }
    }

    private void Merge(long time, BarSides side, Func<SymbolBar, SymbolBar> fill)
    {
        var row = _rows.TryGetValue(time, out var found)
            ? found
            : (new SymbolBar(time, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, 0), BarSides.None);
        _rows[time] = (fill(row.Item1), row.Item2 | side);
    }

    private static double[] Column(VectorRow table, string name, long[] times)
    {
        var values = table.GetNumbers(name);
        return values.Length == times.Length
            ? values
            : throw table.Wrong(name, $"{values.Length} values", $"{times.Length}, one for each time");
    }

    private static long[] TimesOf(VectorRow table, string column, long[]? others)
    {
        if (table.Has("t"))
        {
            return [.. table.GetNumbers("t").Select(second => (long)(second * 1000))];
        }

        if (others is not null)
        {
            return others;
        }

        var start = table.GetNumber("t0");
        var step = table.GetNumber("step");
        return [.. Enumerable.Range(0, table.GetNumbers(column).Length).Select(i => (long)((start + (i * step)) * 1000))];
    }
}
