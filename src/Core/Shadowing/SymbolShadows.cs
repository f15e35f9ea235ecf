using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Windows;
using SqueezeFlow.Core.Views.Shadowing;

namespace SqueezeFlow.Core.Shadowing;

/// <summary>
/// All shadows of one symbol. They share the window of bars, which remembers what the one that looks farthest back needs; each has an account of its own. Never
/// touches the live strategy. Not thread-safe.
/// </summary>
public sealed class SymbolShadows
{
    private readonly BacktestOptions _options;
    private readonly ShadowTrader[] _traders;
    private readonly Reach _reach;
    private readonly List<SqueezeStrategy> _owners = [];

    /// <param name="options">Symbol, account, costs and strategy; what the strategy's parameters are does not matter.</param>
    /// <param name="shadows">The shadows, of one profile.</param>
    public SymbolShadows(BacktestOptions options, IReadOnlyList<ShadowSpec> shadows)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(shadows);
        _options = options;
        _traders = [.. shadows.Select(spec => new ShadowTrader(spec, options))];
        _reach = shadows.Select(spec => new Reach(spec.Parameters)).Aggregate((one, other) => one.With(other));
    }

    /// <summary>Whether there is something to keep that was not there when <see cref="TakeBooks"/> was called last.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Goes on with the books of shadows that are there, and have the same parameters. Before the first bar.</summary>
    public void Restore(IReadOnlyDictionary<string, ShadowBooks> books)
    {
        ArgumentNullException.ThrowIfNull(books);
        foreach (var trader in _traders)
        {
            if (books.TryGetValue(trader.Spec.Name, out var kept))
            {
                trader.Restore(kept);
            }
        }
    }

    /// <summary>What is to be kept, by name.</summary>
    public Dictionary<string, ShadowBooks> TakeBooks()
    {
        IsChanged = false;
        return _traders.ToDictionary(trader => trader.Spec.Name, trader => trader.Books);
    }

    /// <summary>What <see cref="TakeBooks"/> gave was not kept.</summary>
    public void Remember() => IsChanged = true;

    /// <summary>Begins a window anew with what came before the next bar. What a shadow has not traded of it yet, it trades now; a new one begins with the next bar.</summary>
    /// <param name="bars">Bars in time order.</param>
    /// <param name="spotCvd">Never-reset volume delta of spot before the first of them, USD.</param>
    /// <param name="perpCvd">Never-reset volume delta of perpetuals before the first of them, USD.</param>
    /// <param name="endUnixMs">Close of the last of them; the open of the next bar when there is none.</param>
    /// <returns>The orders that were filled.</returns>
    public IReadOnlyList<ShadowFill> Begin(IEnumerable<SymbolBar> bars, double spotCvd, double perpCvd, long endUnixMs)
    {
        ArgumentNullException.ThrowIfNull(bars);
        IsChanged = true;
        _owners.Clear();
        foreach (var group in _traders.GroupBy(trader => trader.Spec.Parameters.Momentum.StagnantBars))
        {
            var owner = new SqueezeStrategy(_options.Symbol, _options.Strategy with { Parameters = group.First().Spec.Parameters }, _reach);
            owner.RestoreCvd(spotCvd, perpCvd);
            _owners.Add(owner);
            foreach (var trader in group)
            {
                trader.Begin(owner.Beside(trader.Spec.Parameters), endUnixMs);
            }
        }

        List<ShadowFill> fills = [];
        foreach (var bar in bars)
        {
            fills.AddRange(Push(bar, default));
        }

        return fills;
    }

    /// <summary>Takes a closed bar. Bars come in time order.</summary>
    /// <returns>The orders that were filled.</returns>
    public IReadOnlyList<ShadowFill> Push(in SymbolBar bar, in ShadowBar known)
    {
        foreach (var owner in _owners)
        {
            owner.Push(bar);
        }

        List<ShadowFill>? fills = null;
        var close = _options.Strategy.Timeframe.Close(bar.OpenUnixMs);
        foreach (var trader in _traders)
        {
            var (before, hadOrder) = (trader.Tally, trader.HasOrder);
            foreach (var order in trader.Read(bar, close, known))
            {
                (fills ??= []).Add(new(trader.Spec.Name, order));
            }

            IsChanged |= hadOrder != trader.HasOrder || !ReferenceEquals(before, trader.Tally);
        }

        return fills ?? (IReadOnlyList<ShadowFill>)[];
    }

    /// <summary>Each shadow at a glance.</summary>
    public IReadOnlyList<ShadowSymbolView> Views() => [.. _traders.Select(trader => ShadowViews.Of(_options.Symbol, trader.Books, trader.Spec, trader.EquityUsd))];
}
