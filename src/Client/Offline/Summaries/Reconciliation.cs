using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Offline.Summaries;

/// <summary>How the net profit of closed trades and the equity at the end come together.</summary>
/// <param name="BalanceUsd">Account at the start, USD.</param>
/// <param name="NetProfitUsd">Profit of the closed trades as the profile books it, USD.</param>
/// <param name="EntryFeesUsd">Entry fees that are paid and not in it: of open positions; in Original of all, USD.</param>
/// <param name="OpenGainUsd">Gain of open positions at the last close, USD.</param>
/// <param name="EquityUsd">Equity as the profile reckons it, USD.</param>
/// <param name="ValuesAtEntry">Whether the profile leaves the open gain out of its equity.</param>
internal sealed record Reconciliation(
    double BalanceUsd, double NetProfitUsd, double EntryFeesUsd, double OpenGainUsd, double EquityUsd, bool ValuesAtEntry)
{
    /// <summary>Funding paid on open positions, USD, negative when received.</summary>
    public double OpenFundingUsd { get; init; }

    /// <summary>Equity with open positions marked to the last close, USD.</summary>
    public double MarkedEquityUsd => BalanceUsd + NetProfitUsd - EntryFeesUsd - OpenFundingUsd + OpenGainUsd;

    /// <summary>The sums of a run.</summary>
    public static Reconciliation Of(BacktestOptions options, BacktestResult result)
    {
        var isOriginal = options.Strategy.Profile == StrategyProfile.Original;
        var fees = isOriginal
            ? result.Orders.Where(order => !order.IsExit).Sum(order => order.FeeUsd)
            : result.OpenTrades.Sum(trade => trade.EntryFeeUsd);
        return new(
            options.InitialBalanceUsd,
            result.Metrics.NetProfitUsd,
            fees,
            result.OpenTrades.Sum(trade => trade.GainUsd),
            result.EquityUsd,
            isOriginal && result.OpenTrades.Count > 0)
        {
            OpenFundingUsd = result.OpenTrades.Sum(trade => trade.FundingUsd),
        };
    }

    /// <summary>The sum in words: balance, closed profit, fees, open gain.</summary>
    public string InWords()
    {
        var words = $"{BacktestWords.Money(BalanceUsd)} at the start {BacktestWords.Signed(NetProfitUsd)} closed";
        if (EntryFeesUsd != 0)
        {
            words += $" {BacktestWords.Signed(-EntryFeesUsd)} entry fees not in it";
        }

        if (OpenFundingUsd != 0)
        {
            words += $" {BacktestWords.Signed(-OpenFundingUsd)} funding of what is open";
        }

        if (OpenGainUsd != 0 && !ValuesAtEntry)
        {
            words += $" {BacktestWords.Signed(OpenGainUsd)} open, at the last close";
        }

        return words;
    }
}
