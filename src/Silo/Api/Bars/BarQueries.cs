using System.Globalization;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Api.Bars;

/// <summary>Answers the questions for bars.</summary>
internal sealed class BarQueries(IBarStore store, MarketTime now, IOptions<HttpOptions> options)
{
    private const int UsualBars = 500;

    /// <summary>Reads timeframe and range; without a range, the latest 500 bars.</summary>
    public async Task<BarRange> ReadRangeAsync(Inputs inputs, string? timeframe, string? from, string? to, CancellationToken cancellationToken)
    {
        var length = inputs.Timeframe(timeframe, Timeframe.M5);
        var latest = string.IsNullOrWhiteSpace(to) ? await now.NowUnixMsAsync(cancellationToken) + 1 : 0;
        var end = inputs.Time("to", to, latest);
        var start = inputs.Time("from", from, Math.Max(0, length.Back(end - 1, UsualBars - 1)));
        inputs.Range(start, end);
        return new(length, start, end);
    }

    /// <summary>The refusal of a question whose answer would be too large; null when it is not.</summary>
    public IResult? TooMany(BarRange range, int markets)
    {
        var most = Math.Min(options.Value.MaxBars, options.Value.MaxRows / Math.Max(1, markets));
        return range.Count <= most
            ? null
            : Problems.Invalid("from", range.FromUnixMs.ToString(CultureInfo.InvariantCulture), $"the range holds up to {range.Count} bars of each of {markets} markets: ask for {most} or fewer, or for longer bars");
    }

    /// <summary>Bars of a symbol's markets: by market, or summed with the prices of the reference market.</summary>
    public async Task<IReadOnlyList<BarView>> ReadSymbolAsync(IReadOnlyList<MarketView> markets, BarRange range, bool byMarket, CancellationToken cancellationToken)
    {
        MarketId[] names = [.. markets.Select(view => MarketId.Parse(view.Market))];
        var bars = await ReadAsync(names, range, cancellationToken);
        (MarketId Market, bool IsReference, IReadOnlyList<Bar> Bars)[] series = [.. markets.Select((view, i) => (names[i], view.IsReference, bars[i]))];
        return byMarket
            ? [.. series.SelectMany(one => one.Bars.Select(bar => BarView.Of(one.Market, bar))).OrderBy(bar => bar.OpenUnixMs).ThenBy(bar => bar.Market, StringComparer.Ordinal)]
            : [.. Merge(series.OrderByDescending(one => one.IsReference).Select(one => (one.IsReference, one.Bars))).Select(bar => BarView.Of(null, bar))];
    }

    /// <summary>Volume delta of a symbol's USD-like markets, spot and perpetual apart, from stored bars.</summary>
    public async Task<CvdView> ReadCvdAsync(string symbol, IReadOnlyList<MarketView> markets, BarRange range, long asOf, CancellationToken cancellationToken)
    {
        SortedDictionary<long, SymbolBar> sums = [];
        SortedSet<long> partial = [];
        MarketId[] names =
        [
            .. markets.OrderByDescending(one => one.IsReference).Select(view => MarketId.Parse(view.Market))
                .Where(market => QuoteCurrency.IsUsdLike(QuoteCurrency.Of(market))),
        ];
        foreach (var (market, bars) in names.Zip(await ReadAsync(names, range, cancellationToken)))
        {
            var kind = MarketClassifier.Classify(market);
            foreach (var bar in bars)
            {
                _ = bar.IsPartial && partial.Add(bar.OpenUnixMs);
                sums[bar.OpenUnixMs] = SymbolBars.Add(sums.GetValueOrDefault(bar.OpenUnixMs, SymbolBars.Empty(bar.OpenUnixMs)), bar, kind);
            }
        }

        return CvdView.Of(symbol, range.Timeframe, asOf, sums.Values) with { PartialUnixMs = [.. partial] };
    }

    /// <summary>Bars of one market.</summary>
    public Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, BarRange range, CancellationToken cancellationToken) =>
        store.ReadFoldedAsync(market, range.Timeframe, range.FromUnixMs, range.ToUnixMs, cancellationToken);

    private Task<IReadOnlyList<IReadOnlyList<Bar>>> ReadAsync(IReadOnlyList<MarketId> markets, BarRange range, CancellationToken cancellationToken) =>
        store.ReadFoldedAsync(markets, range.Timeframe, range.FromUnixMs, range.ToUnixMs, cancellationToken);

    private static SortedDictionary<long, Bar>.ValueCollection Merge(IEnumerable<(bool IsReference, IReadOnlyList<Bar> Bars)> series)
    {
        SortedDictionary<long, Bar> merged = [];
        foreach (var (isReference, bars) in series)
        {
            foreach (var bar in bars)
            {
                var flow = isReference ? bar : bar with { Open = double.NaN, High = double.NaN, Low = double.NaN, Close = double.NaN };
                merged[bar.OpenUnixMs] = merged.TryGetValue(bar.OpenUnixMs, out var sum) ? BarFold.AddFlow(sum, bar) : flow;
            }
        }

        return merged.Values;
    }
}
