using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Views.Accounts;

namespace SqueezeFlow.Grains.Execution.Risk;

/// <summary>What closed positions forbid: entries after a day's loss, and of a coin that has lost not long ago.</summary>
internal sealed class LossLimits(ExecutionOptions options)
{
    private const long DayMs = 86_400_000;

    /// <summary>Whether closed positions have to be known at all.</summary>
    public bool AreSet => options.MaxDailyLoss > 0 || options.CooldownAfterLoss > TimeSpan.Zero;

    /// <summary>What was lost since midnight UTC, what may be, and of how much; null where that is no limit.</summary>
    public (decimal Lost, decimal Allowed, decimal Before)? DayOf(IReadOnlyList<Position> closed, Account account, long nowUnixMs)
    {
        if (options.MaxDailyLoss <= 0)
        {
            return null;
        }

        var lost = -closed.Where(p => p.ClosedUnixMs >= nowUnixMs - (nowUnixMs % DayMs)).Sum(p => p.ProfitUsd ?? 0);
        var before = account.TotalUsd + lost;
        return (lost, before * (decimal)options.MaxDailyLoss, before);
    }

    /// <summary>Coins whose last position was a loss, for as long as they are left alone.</summary>
    public IEnumerable<CoolDownView> CoolDownsOf(IReadOnlyList<Position> closed, long nowUnixMs) =>
        closed.GroupBy(p => p.BaseSymbol)
            .Select(coin => coin.MaxBy(p => p.ClosedUnixMs)!)
            .Where(last => last is { ProfitUsd: < 0, ClosedUnixMs: not null })
            .Select(last => new CoolDownView(last.BaseSymbol, last.ClosedUnixMs!.Value + (long)options.CooldownAfterLoss.TotalMilliseconds, -last.ProfitUsd!.Value))
            .Where(one => one.UntilUnixMs > nowUnixMs);

    /// <summary>All limits of the account, and how near it is to those of losses.</summary>
    /// <param name="account">The account; null when it cannot be read.</param>
    /// <param name="closed">What has closed; null when that cannot be read.</param>
    /// <param name="nowUnixMs">Market time; null before the first trade.</param>
    public AccountLimitsView View(Account? account, IReadOnlyList<Position>? closed, long? nowUnixMs)
    {
        var day = account is not null && closed is not null && nowUnixMs is { } today ? DayOf(closed, account, today) : null;
        return new(
            options.RiskPerTrade,
            account is null ? null : decimal.Round(account.TotalUsd * (decimal)options.RiskPerTrade, 2),
            Math.Min(options.MaxOpenPositions, account?.MaxOpenPositions ?? options.MaxOpenPositions),
            options.MaxPositionsPerSymbol,
            options.MaxSignalAge.TotalSeconds,
            options.MaxPriceAge.TotalSeconds,
            options.MaxSlippage,
            options.CooldownAfterLoss.TotalSeconds)
        {
            LostTodayUsd = day?.Lost,
            MaxLossTodayUsd = day?.Allowed,
            CoolDowns = closed is null ? null : nowUnixMs is { } now ? [.. CoolDownsOf(closed, now)] : [],
        };
    }
}
