using System.Globalization;
using SqueezeFlow.Core.Backtest.Limits;

namespace SqueezeFlow.Core.Backtest.Accounts;

/// <summary>
/// Whether an account has room for a position of a symbol: shares of the balance and cash always; positions, the day's loss and the symbol's last loss
/// where the limits of the service hold.
/// </summary>
/// <param name="options">Limits.</param>
/// <param name="funds">What the symbol shares with others.</param>
internal sealed class AccountRoom(BacktestOptions options, AccountFunds funds)
{
    private long _lossUnixMs = long.MinValue;
    private double _lossUsd;

    /// <summary>Why a position is not opened; null when it may be.</summary>
    /// <param name="notional">Its size, USD.</param>
    /// <param name="margin">What of it is tied up, USD.</param>
    /// <param name="fillUnixMs">When it would be opened.</param>
    public (RefusalRule Rule, string Reason)? Refuse(double notional, double margin, long fillUnixMs)
    {
        var balance = options.InitialBalanceUsd;
        if (notional > options.MaxPositionShare * balance)
        {
            return (RefusalRule.PositionShare, Text($"a position of {notional:N2} USD is more than {options.MaxPositionShare:P0} of the initial balance"));
        }

        if (options.EntryLimits is { } limits && RefuseByLimits(limits, fillUnixMs) is { } refused)
        {
            return refused;
        }

        var exposure = funds.NotionalUsd + notional;
        if (exposure > options.MaxExposureShare * balance)
        {
            return (RefusalRule.ExposureShare, Text($"positions of {exposure:N2} USD are more than {options.MaxExposureShare:P0} of the initial balance"));
        }

        var needed = options.Costs.Margin is null ? notional * (1 + options.FeeRate) : margin + (notional * options.FeeRate);
        return needed > funds.CashUsd
            ? (RefusalRule.Cash, Text($"{needed:N2} USD are needed, {funds.CashUsd:N2} are there"))
            : null;
    }

    /// <summary>Books the end of a position of the symbol.</summary>
    public void Book(double profitUsd, long closedUnixMs)
    {
        funds.Day.Book(profitUsd, closedUnixMs);
        (_lossUnixMs, _lossUsd) = profitUsd < 0 ? (closedUnixMs, -profitUsd) : (long.MinValue, 0);
    }

    private (RefusalRule Rule, string Reason)? RefuseByLimits(EntryLimits limits, long fillUnixMs)
    {
        if (funds.Positions >= limits.MaxOpenPositions)
        {
            return (RefusalRule.Positions, Text($"{funds.Positions} positions are open, allowed {limits.MaxOpenPositions}"));
        }

        var lost = funds.Day.LostUsd(fillUnixMs);
        var allowed = limits.MaxDailyLoss * (funds.CashUsd + funds.MarginUsd + lost);
        if (limits.MaxDailyLoss > 0 && lost >= allowed)
        {
            return (RefusalRule.DailyLoss, Text($"{lost:N2} USD were lost since midnight UTC, allowed {allowed:N2}"));
        }

        var left = _lossUnixMs == long.MinValue ? 0 : _lossUnixMs + limits.CooldownAfterLoss.TotalMilliseconds - fillUnixMs;
        return left > 0
            ? (RefusalRule.Cooldown, Text($"its last position lost {_lossUsd:N2} USD {(fillUnixMs - _lossUnixMs) / 60_000.0:0} min ago, and it is left alone for {limits.CooldownAfterLoss.TotalMinutes:0} min"))
            : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
