using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Core.Backtest.Limits;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>A back-test as it is shown.</summary>
/// <param name="Title">What was tested.</param>
/// <param name="Facts">Names and values, in the order shown.</param>
/// <param name="Orders">Orders that were executed, in time order.</param>
internal sealed record BacktestReport(
    string Title,
    IReadOnlyList<KeyValuePair<string, string>> Facts,
    IReadOnlyList<ReportOrder> Orders)
{
    /// <summary>What the reader should know before believing the numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What is taken for granted, names and sentences.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Assumptions { get; init; } = [];

    /// <summary>Closed trades by what closed them.</summary>
    public IReadOnlyList<ExitTotal> Exits { get; init; } = [];

    /// <summary>Orders that were decided and not filled.</summary>
    public IReadOnlyList<RefusedOrder> Refused { get; init; } = [];

    /// <summary>Each symbol, where several share the account; else empty.</summary>
    public IReadOnlyList<PairOutcome> Symbols { get; init; } = [];
}

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
    /// <summary>What closed the position, in a few words; empty on entries.</summary>
    public string Why { get; init; } = string.Empty;

    /// <summary>Whose order it is; null where there is one symbol only.</summary>
    public string? Symbol { get; init; }
}
