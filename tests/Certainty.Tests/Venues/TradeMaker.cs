using SqueezeFlow.Certainty.Tests.Scenarios;

namespace SqueezeFlow.Certainty.Tests.Venues;

/// <summary>Draws the trades of a market.</summary>
internal sealed class TradeMaker(Scenario scenario, ModelMarket market, long startMs)
{
    private const int FirstMs = 3_000;

    private readonly Random _random = new(HashCode(scenario.Seed, market.Spec.Name));
    private readonly List<ModelTrade> _trades = [];
    private long _id = 1_000;
    private int _era;
    private int _inSecond;

    public IReadOnlyList<ModelTrade> Make()
    {
        var silent = scenario.Of<Silent>().Where(f => f.Market == market.Spec.Name).ToArray();
        for (double at = FirstMs; at < scenario.Seconds * 1000.0; at += Wait())
        {
            var second = at / 1000;
            if (!silent.Any(f => second >= f.At && second < f.End))
            {
                Add((long)at);
            }
        }

        return _trades;
    }

    // Arrivals without memory, and now and then several trades in one millisecond.
    private double Wait() => _random.Next(10) == 0 ? 0 : -Math.Log(1 - _random.NextDouble()) * 1000 / market.Spec.PerSecond;

    private void Add(long at)
    {
        var wall = startMs + at;
        var unix = wall + (scenario.Of<Skewed>().FirstOrDefault(f => f.Venue == market.Spec.Venue)?.Ms ?? 0);
        var era = scenario.Of<Anew>().Count(f => f.Market == market.Spec.Name && at >= f.At * 1000L);
        _id = era == _era ? _id : 0;
        _era = era;
        var fills = market.Style.HasIds && _random.Next(4) == 0 ? 1 + _random.Next(3) : 1;
        _id += fills;
        _inSecond = _trades.Count > 0 && _trades[^1].UnixMs / 1000 == unix / 1000 ? Math.Min(20, _inSecond + 1) : 0;
        var raw = market.Style.RawOfOne * Math.Pow(2, _inSecond);
        _trades.Add(new(wall, unix, era, _id, fills, _random.Next(2) == 0, raw, Worth(raw, market.SizeAt(wall))));
        if (!market.Style.HasUniqueIds && _random.Next(15) == 0)
        {
            // Two trades that nothing tells apart.
            _trades.Add(_trades[^1]);
        }
    }

    private static double Worth(double raw, double size) => raw * size * ModelMarket.Price;

    // The runtime's own differs from process to process.
    private static int HashCode(int seed, string name) => name.Aggregate((seed * 397) + 17, (hash, letter) => (hash * 31) + letter);
}
