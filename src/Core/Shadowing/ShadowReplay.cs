using System.Globalization;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Core.Shadowing;

/// <summary>Compares what a shadow has traded with a back-test over the stored bars of the same time.</summary>
public static class ShadowReplay
{
    // The flow of a bar is summed in another order when it is read back: the last digits of what was decided by it may differ.
    private const double Rounding = 1e-6;

    /// <summary>Runs the back-test and compares the orders that the books still hold.</summary>
    /// <param name="spec">The shadow.</param>
    /// <param name="books">Its books.</param>
    /// <param name="options">Symbol, limits, fee and window; parameters and balance are those of the shadow.</param>
    /// <param name="bars">Bars in time order, those of the window before its first included.</param>
    public static ShadowMatch Compare(ShadowSpec spec, ShadowBooks books, BacktestOptions options, IReadOnlyList<SymbolBar> bars)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(books);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(bars);
        if (books.Hash != spec.Hash)
        {
            return new(options.Symbol, spec.Name, 0, $"its books are of the parameters {ParameterHash.Short(books.Hash)}, the file holds {ParameterHash.Short(spec.Hash)}");
        }

        List<SymbolBar> traded = [.. bars.Where(bar => options.Strategy.Timeframe.Close(bar.OpenUnixMs) <= books.ThroughUnixMs)];
        var engine = new BacktestEngine(options with
        {
            InitialBalanceUsd = books.InitialUsd,
            SkipBars = traded.Count(bar => bar.OpenUnixMs < books.SinceUnixMs),
            Strategy = options.Strategy with { Parameters = spec.Parameters },
        });
        var orders = engine.Run(traded).Orders;
        return new(options.Symbol, spec.Name, books.Latest.Count, WordsOf(books.Latest, [.. orders.TakeLast(books.Latest.Count)], orders.Count));
    }

    // Only the latest orders are kept.
    private static string? WordsOf(IReadOnlyList<ExecutedOrder> kept, List<ExecutedOrder> orders, int all)
    {
        var first = kept.Zip(orders).FirstOrDefault(pair => !IsSame(pair.First, pair.Second));
        return first.First is not null ? $"it traded {Of(first.First)}, the back-test {Of(first.Second)}"
            : kept.Count != orders.Count || (kept.Count < ShadowTrader.KeptOrders && kept.Count != all) ? $"it traded {kept.Count} orders, the back-test {all}"
            : null;
    }

    private static bool IsSame(ExecutedOrder one, ExecutedOrder other) =>
        (one.Side, one.BarOpenUnixMs, one.Price, one.Leverage) == (other.Side, other.BarOpenUnixMs, other.Price, other.Leverage)
        && Math.Abs(one.Quantity - other.Quantity) <= Rounding * one.Quantity
        && Math.Abs(one.CashAfterUsd - other.CashAfterUsd) <= Rounding * Math.Abs(one.CashAfterUsd);

    private static string Of(ExecutedOrder order) => string.Create(
        CultureInfo.InvariantCulture,
        $"{order.Side} {order.Quantity:0.######} at {PriceText.Of(order.Price)} in the bar of {DateTimeOffset.FromUnixTimeMilliseconds(order.BarOpenUnixMs).UtcDateTime:yyyy-MM-dd HH:mm}, cash {order.CashAfterUsd:N2} after it");
}
