using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Inspection;

/// <summary>Whether it is the bot that was meant: what no order can do without.</summary>
internal static class IdentityChecks
{
    /// <summary>The oldest release whose answers are known.</summary>
    private static readonly (int Year, int Month) Oldest = (2023, 1);

    public static IEnumerable<AccountCheckView> Of(BotDescription bot, FreqtradeOptions options)
    {
        yield return Version(bot);
        yield return State(bot.State);
        yield return DryRun(bot.DryRun, options.AllowLive);
        yield return Setting(
            "trading_mode",
            bot.TradingMode,
            options.TradingMode == FreqtradeTradingMode.Spot ? "spot" : "futures",
            "change the bot's configuration, or Execution:Freqtrade:TradingMode");
        yield return Setting("stake_currency", bot.StakeCurrency, options.StakeCurrency, "change the bot's configuration, or Execution:Freqtrade:StakeCurrency");
        yield return Setting("force_entry_enable", Word(bot.ForceEntryEnable), "true", "set it in the bot's configuration: without it no entry is taken");
        yield return Setting(
            "position_adjustment_enable",
            Word(bot.PositionAdjustmentEnable ?? false),
            "false",
            "set it in the bot's configuration and strategy: a repeated entry would add to the position");
        yield return bot.MarginMode is null or "isolated" || options.TradingMode == FreqtradeTradingMode.Spot
            ? AccountCheckView.Ok("margin_mode", bot.MarginMode ?? "not told by this release")
            : AccountCheckView.Wrong("margin_mode", bot.MarginMode, "isolated", "set it in the bot's configuration: with cross margin one position's loss takes the others along");
    }

    private static AccountCheckView Version(BotDescription bot)
    {
        var found = FormattableString.Invariant($"FreqTrade {bot.Version ?? "of unknown version"}, API {bot.ApiVersion}, strategy {bot.Strategy} {bot.StrategyVersion}");
        var parts = (bot.Version ?? "").Split('.', '-');
        var isOld = parts.Length > 1 && int.TryParse(parts[0], out var year) && int.TryParse(parts[1], out var month) && (year, month).CompareTo(Oldest) < 0;
        return isOld
            ? AccountCheckView.Wrong("version", found, $"{Oldest.Year}.{Oldest.Month} or later", "update the bot")
            : AccountCheckView.Ok("version", found);
    }

    private static AccountCheckView State(string? state) => state switch
    {
        "running" => AccountCheckView.Ok("state", state),
        "paused" => AccountCheckView.Wrong("state", state, "running", "let it take entries again: POST /api/v1/start, or its pages"),
        "stopped" => AccountCheckView.Wrong("state", "stopped: nobody watches its stop losses", "running", "start it: POST /api/v1/start, or its pages"),
        _ => AccountCheckView.Wrong("state", $"'{state}'", "running", "wait until it has started or reloaded, and ask again"),
    };

    private static AccountCheckView DryRun(bool? isDryRun, bool allowLive) => (isDryRun, allowLive) switch
    {
        (true, false) => AccountCheckView.Ok("dry_run", "true"),
        (false, true) => AccountCheckView.Ok("dry_run", "false: real money, as Execution:AllowLive allows"),
        (true, true) => AccountCheckView.Note("dry_run", "true, although Execution:AllowLive is true", null, "set Execution:AllowLive to false as long as no real money is meant to move"),
        (false, false) => AccountCheckView.Wrong("dry_run", "false: the bot moves real money", "true", "set it in the bot's configuration, or Execution:AllowLive to true if real money is meant"),
        _ => AccountCheckView.Wrong("dry_run", "not told", "true or false", "see whether a bot answers at all: no order is sent to one that does not say whose money it moves"),
    };

    private static AccountCheckView Setting(string name, string? found, string expected, string fix) => found == expected
        ? AccountCheckView.Ok(name, found)
        : AccountCheckView.Wrong(name, found ?? "not told", expected, fix);

    private static string? Word(bool? value) => value switch { true => "true", false => "false", null => null };
}
