using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>A back-test as it is shown.</summary>
/// <param name="Title">What was tested.</param>
/// <param name="Facts">Names and values, in the order shown.</param>
/// <param name="InitialBalance">Cash at the start, USD.</param>
/// <param name="Bars">Bars that were evaluated, in time order.</param>
/// <param name="Orders">Orders that were executed, in time order.</param>
internal sealed record BacktestReport(
    string Title,
    IReadOnlyList<KeyValuePair<string, string>> Facts,
    double InitialBalance,
    IReadOnlyList<SymbolBar> Bars,
    IReadOnlyList<ReportOrder> Orders);

/// <summary>One executed order.</summary>
/// <param name="UnixMs">Open time of the bar whose price filled it, milliseconds since 1970 UTC.</param>
/// <param name="Side"><c>BUY</c>, <c>SELL</c>, <c>EXIT_SELL</c> or <c>EXIT_BUY</c>.</param>
/// <param name="Quantity">Base units after leverage.</param>
/// <param name="Price">Fill price, quote units.</param>
/// <param name="Leverage">Leverage; null on exits.</param>
/// <param name="Score">Score of the entry; null on exits.</param>
/// <param name="ProfitUsd">Gain after both fees, USD; null on entries.</param>
internal sealed record ReportOrder(long UnixMs, string Side, double Quantity, double Price, int? Leverage, double? Score, double? ProfitUsd)
{
    /// <summary>Whether it opens a position.</summary>
    public bool IsEntry => !Side.StartsWith("EXIT", StringComparison.Ordinal);

    /// <summary>Whether it buys.</summary>
    public bool IsBuy => Side.EndsWith("BUY", StringComparison.Ordinal);
}
