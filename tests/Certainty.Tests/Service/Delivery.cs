using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Certainty.Tests.Venues;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>How often and how late each trade of a market is sent.</summary>
internal sealed class Delivery
{
    private const int UsualMs = 40;
    private const int ShownBefore = 25;

    // Time in which a trade that was received is stored.
    private const int StoredMs = 2_500;

    private readonly Dictionary<int, List<(long DelayMs, bool IsLate)>> _unusual = [];

    public Delivery(Scenario scenario, ModelMarket market, long startMs)
    {
        var random = new Random(scenario.Seed);
        foreach (var fault in scenario.Faults)
        {
            switch (fault)
            {
                case Lost lost when lost.Market == market.Spec.Name:
                    Each(market, startMs, lost.At, lost.Count * lost.Every, (index, nth) => Sent(index, ways => ways.RemoveAll(_ => nth % lost.Every == 0 && IsShown(scenario, market, startMs, index))));
                    break;
                case Late late when late.Market == market.Spec.Name:
                    Each(market, startMs, late.At, late.Count, (index, _) => Sent(index, ways => Delay(ways, late.By * 1000L)));
                    break;
                case Shuffled shuffled when shuffled.Market == market.Spec.Name:
                    Each(market, startMs, shuffled.At, shuffled.Count, (index, _) => Sent(index, ways => Delay(ways, random.Next(1_500))));
                    break;
                case Twice twice when twice.Market == market.Spec.Name:
                    Each(market, startMs, twice.At, twice.Count, (index, _) => Sent(index, ways => ways.Add((UsualMs + (twice.After * 1000L), true))));
                    break;
            }
        }

        if (!market.Style.HasIds)
        {
            foreach (var second in LastStored(scenario))
            {
                Hasten(market, startMs + (second * 1000L) - StoredMs);
            }
        }
    }

    /// <summary>The ways of a trade by its place among those of its market.</summary>
    public IReadOnlyList<(long DelayMs, bool IsLate)> Of(int index) => _unusual.TryGetValue(index, out var ways) ? ways : [(UsualMs, false)];

    // An id is seen to be missing when one after it comes.
    private static bool IsShown(Scenario scenario, ModelMarket market, long startMs, int index) =>
        index + 1 < market.Trades.Count && market.Trades[index + 1].WallMs < startMs + ((scenario.Seconds - ShownBefore) * 1000L);

    private static void Each(ModelMarket market, long startMs, int second, int count, Action<int, int> act)
    {
        var first = 0;
        while (first < market.Trades.Count && market.Trades[first].WallMs < startMs + (second * 1000L))
        {
            first++;
        }

        for (var i = 0; i < count && first + i < market.Trades.Count; i++)
        {
            act(first + i, i);
        }
    }

    private static void Delay(List<(long DelayMs, bool IsLate)> ways, long byMs)
    {
        for (var i = 0; i < ways.Count; i++)
        {
            ways[i] = (ways[i].DelayMs + byMs, true);
        }
    }

    // When the process ends without storing what it has; while the store is full, a clean stop does so too.
    private static IEnumerable<int> LastStored(Scenario scenario)
    {
        // While the symbol is on no silo nothing is stored either; whoever calls it waits two seconds at most before it calls again.
        var full = scenario.Of<Full>().Select(f => (f.At, f.End))
            .Concat(scenario.Of<SymbolKilled>().Select(f => (f.At, End: f.End + 3)))
            .Concat(scenario.Of<SymbolMoved>().Select(f => (f.At, End: f.End + 3)))
            .ToArray();
        var ends = scenario.Of<Killed>().Select(f => (f.At, IsKilled: true)).Concat(scenario.Of<ReaderKilled>().Select(f => (f.At, IsKilled: true))).Concat(scenario.Of<Stopped>().Select(f => (f.At, IsKilled: false)));
        return ends
            .Select(end => (end.At, end.IsKilled, Full: full.Where(f => f.At <= end.At && f.End >= end.At).ToArray()))
            .Where(end => end.IsKilled || end.Full.Length > 0)
            .Select(end => end.Full.Select(f => f.At).Append(end.At).Min());
    }

    // A trade that comes late where no id could tell, just before the process is killed, leaves no trace at all: nobody could know of it.
    private void Hasten(ModelMarket market, long beforeMs)
    {
        foreach (var (index, ways) in _unusual)
        {
            var happened = market.Trades[index].WallMs;
            for (var i = 0; i < ways.Count; i++)
            {
                if (happened < beforeMs + StoredMs && happened + ways[i].DelayMs > beforeMs && ways[i].IsLate)
                {
                    ways[i] = (Math.Max(UsualMs, beforeMs - happened), happened < beforeMs);
                }
            }
        }
    }

    private void Sent(int index, Action<List<(long DelayMs, bool IsLate)>> change)
    {
        if (!_unusual.TryGetValue(index, out var ways))
        {
            _unusual[index] = ways = [(UsualMs, false)];
        }

        change(ways);
    }
}
