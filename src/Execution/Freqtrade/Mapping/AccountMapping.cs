using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade.Rest;

namespace SqueezeFlow.Execution.Freqtrade.Mapping;

/// <summary>The bot's balance as an account. Numbers are taken as they are; without usable ones there is no account.</summary>
internal static class AccountMapping
{
    /// <summary>Money and limits.</summary>
    /// <exception cref="IOException">No total above zero, or no cash in the stake currency.</exception>
    public static Account Of(BotConfig config, BotBalance balance, string stakeCurrency)
    {
        var stake = Array.Find(balance.Currencies ?? [], line => line.Currency == stakeCurrency && line.IsPosition != true);
        var total = balance.TotalBot ?? balance.Total ?? balance.ValueBot ?? stake?.EstStake;
        if (total is not > 0 || stake?.Free is not { } free)
        {
            throw new IOException($"FreqTrade /balance: expected a total and free {stakeCurrency}, found total {total}, free {stake?.Free}.");
        }

        return new(
            string.IsNullOrEmpty(config.BotName) ? "freqtrade" : config.BotName,
            config.DryRun == true,
            total.Value,
            free,
            config.MaxOpenTrades is >= 0 and <= int.MaxValue and var most ? (int)most : int.MaxValue);
    }
}
