using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Views.Shadowing;

namespace SqueezeFlow.Grains.Symbols.Shadowing;

/// <summary>The shadows of this silo's symbols, for measures. Safe for concurrent use.</summary>
internal sealed class ShadowBoard
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ShadowSymbolView>> _symbols = new(StringComparer.Ordinal);

    public ShadowBoard(IOptions<ShadowOptions> options)
    {
        Options = options.Value;
        if (HasAny)
        {
            ShadowMetrics.Meter.CreateObservableGauge("shadows.equity", () => Measure(view => view.EquityUsd), "{USD}", "Paper account of a shadow with the gains of all symbols of this process.");
            ShadowMetrics.Meter.CreateObservableGauge("shadows.rank", () => Measure(view => view.Rank), "{place}", "Place of a shadow by equity, from 1.");
            ShadowMetrics.Meter.CreateObservableGauge("shadows.agreement", () => Measure(view => view.Agreement), "{share}", "Share of the entries of a shadow and live that both decided.");
        }
    }

    public ShadowOptions Options { get; }

    /// <summary>Whether there are shadows.</summary>
    public bool HasAny => Options.Specs.Count > 0;

    /// <summary>Takes how the shadows of a symbol stand.</summary>
    public void Report(string symbol, IReadOnlyList<ShadowSymbolView> views) => _symbols[symbol] = views;

    /// <summary>A symbol is here no longer.</summary>
    public void Forget(string symbol) => _symbols.TryRemove(symbol, out _);

    private IEnumerable<Measurement<double>> Measure(Func<ShadowView, double?> value) =>
        from view in ShadowView.Ranked(_symbols.Values.SelectMany(views => views))
        let measured = value(view)
        where measured is not null
        select new Measurement<double>(measured.Value, new KeyValuePair<string, object?>("shadow", view.Name));
}
