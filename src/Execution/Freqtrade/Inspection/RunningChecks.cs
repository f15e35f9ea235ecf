using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Execution.Freqtrade.Mapping;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Inspection;

/// <summary>Whether the bot works at this moment: its loop, its clock, its pairs, its money.</summary>
internal static class RunningChecks
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    public static AccountCheckView Loop(FreqtradeReply<BotHealth> health, DateTimeOffset now, FreqtradeOptions options)
    {
        var expected = $"one within {options.StaleAfter.TotalSeconds:0} s";
        if (!health.IsOk)
        {
            return AccountCheckView.Wrong("loop", $"/health: {health.Kind}: {health.Reason}", expected, "see the bot's log");
        }

        if (health.Body?.LastLoopAt() is not { } begun)
        {
            if (health.Body?.LastProcessTs is { } seconds)
            {
                return AccountCheckView.Wrong("loop", FormattableString.Invariant($"last_process_ts {seconds}, which is no time"), expected, "see the bot's log, and whether the address is the bot's");
            }

            return AccountCheckView.Wrong("loop", "none yet", expected, "start the bot, or wait until it has read its markets; else see its log");
        }

        var age = now - begun;
        var found = FormattableString.Invariant($"the last began {age.TotalSeconds:0} s ago");
        return age <= options.StaleAfter
            ? AccountCheckView.Ok("loop", found)
            : AccountCheckView.Wrong("loop", found, expected, "see the bot's log: no stop loss is watched while its loop stands still");
    }

    public static AccountCheckView Clock(TimeSpan? ahead)
    {
        if (ahead is not { } difference)
        {
            return AccountCheckView.Note("clock", "its answers do not tell the time", null, null);
        }

        var found = FormattableString.Invariant($"the bot is {difference.Duration().TotalSeconds:0.0} s {(difference < TimeSpan.Zero ? "behind" : "ahead of")} the service");
        return difference.Duration() <= ClockTolerance
            ? AccountCheckView.Ok("clock", found)
            : AccountCheckView.Wrong("clock", found, $"at most {ClockTolerance.TotalSeconds:0} s", "synchronise both clocks (timedatectl set-ntp true)");
    }

    public static AccountCheckView Whitelist(FreqtradeReply<BotWhitelist> whitelist, BotDescription bot, PairNames names, EntryExpectations expected)
    {
        if (whitelist.Body?.Whitelist is not { } pairs)
        {
            return AccountCheckView.Note("pair_whitelist", whitelist.IsOk ? "not told" : $"/whitelist: {whitelist.Kind}: {whitelist.Reason}", null, "see the bot's log");
        }

        string[] missing = [.. expected.Coins.Select(coin => names.PairOf(coin, bot.StakeCurrency ?? "", bot.TradingMode == "futures")).Except(pairs.OfType<string>())];
        if (missing.Length == 0)
        {
            return AccountCheckView.Ok("pair_whitelist", $"{pairs.Length} pairs, those of all {expected.Coins.Count} coins that may be entered among them");
        }

        var found = $"{pairs.Length} pairs, without {NameList.Some(missing)}";
        const string Fix = "add them to the bot's pair_whitelist, or name the coins that may be entered in Execution:Symbols";
        return expected.AreNamed
            ? AccountCheckView.Wrong("pair_whitelist", found, "every coin of Execution:Symbols", Fix)
            : AccountCheckView.Note("pair_whitelist", found, "every coin that is followed", Fix);
    }

    public static AccountCheckView Money(FreqtradeReply<BotBalance> balance, EntryExpectations expected, FreqtradeOptions options)
    {
        if (balance.Body is not { } told)
        {
            return AccountCheckView.Wrong("balance", $"/balance: {balance.Kind}: {balance.Reason}", null, "see the bot's log: without a balance no entry is sent");
        }

        try
        {
            var account = AccountMapping.Of(new(), told, options.StakeCurrency);
            var stake = account.TotalUsd * (decimal)expected.RiskPerTrade;
            var found = FormattableString.Invariant($"{account.TotalUsd:0.00} {options.StakeCurrency}, {account.FreeUsd:0.00} free; an entry of factor 1 stakes {stake:0.00}");
            return account.FreeUsd >= stake
                ? AccountCheckView.Ok("balance", found)
                : AccountCheckView.Wrong("balance", found, "enough for one entry", "wait until positions close, add money, or lower Execution:RiskPerTrade");
        }
        catch (IOException fault)
        {
            return AccountCheckView.Wrong("balance", fault.Message, null, "give the bot money in its stake currency (dry_run_wallet in dry run)");
        }
    }
}
