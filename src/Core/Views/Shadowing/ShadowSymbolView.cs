using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Views.Shadowing;

/// <summary>A shadow of one symbol.</summary>
/// <param name="Name">What the shadow is called.</param>
/// <param name="Symbol">Base coin.</param>
/// <param name="ParametersHash">Hash of its parameters.</param>
/// <param name="Since">Market time from which it trades.</param>
/// <param name="Through">Close of the last bar that it traded; null before the first.</param>
/// <param name="InitialUsd">Account at the start, USD.</param>
/// <param name="EquityUsd">Account marked to the last close, USD.</param>
/// <param name="ProfitUsd">Gain of the trades that ended, after both fees, USD.</param>
/// <param name="FeesUsd">Fees paid, USD.</param>
/// <param name="Closed">Trades that ended.</param>
/// <param name="Wins">Those with a gain.</param>
/// <param name="Refused">Orders that were decided and not filled.</param>
/// <param name="Entries">Entries that it decided while the live strategy ran too.</param>
/// <param name="LiveEntries">Entry signals that the live strategy gave meanwhile.</param>
/// <param name="SharedEntries">Those that both decided at the same bar, to the same side.</param>
/// <param name="Position">The open position; null when flat.</param>
/// <param name="Orders">The latest orders, oldest first.</param>
public sealed record ShadowSymbolView(
    string Name,
    string Symbol,
    string ParametersHash,
    DateTimeOffset? Since,
    DateTimeOffset? Through,
    double InitialUsd,
    double EquityUsd,
    double ProfitUsd,
    double FeesUsd,
    int Closed,
    int Wins,
    int Refused,
    int Entries,
    int LiveEntries,
    int SharedEntries,
    OpenPosition? Position,
    IReadOnlyList<ExecutedOrder> Orders);
