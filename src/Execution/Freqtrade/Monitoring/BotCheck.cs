using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Monitoring;

/// <summary>Whether a bot is the one we were set up for. Each rule answers in words, or null when all is well.</summary>
internal static class BotCheck
{
    /// <summary>What forbids any order, exits included.</summary>
    public static string? Forbidden(BotConfig config, FreqtradeOptions options) => config.DryRun switch
    {
        true => null,
        false when options.AllowLive => null,
        false => $"the bot moves real money (dry_run false), but {options.AllowLiveKey} is false",
        null => "the bot does not say whether it moves real money (dry_run missing)",
    };

    /// <summary>What forbids entries until somebody changes the bot's configuration.</summary>
    public static IEnumerable<string> Misfits(BotConfig config, FreqtradeOptions options)
    {
        if (Forbidden(config, options) is { } forbidden)
        {
            yield return forbidden;
        }

        if (config.ForceEntryEnable != true)
        {
            yield return "the bot does not allow entries by API (force_entry_enable must be true)";
        }

        if (config.PositionAdjustmentEnable == true)
        {
            yield return "the bot would add to positions (position_adjustment_enable must be false)";
        }

        if (config.StakeCurrency != options.StakeCurrency)
        {
            yield return $"the bot stakes {config.StakeCurrency ?? "nothing it names"}, expected {options.StakeCurrency}";
        }

        var expected = options.TradingMode == FreqtradeTradingMode.Spot ? "spot" : "futures";
        if (config.TradingMode != expected)
        {
            yield return $"the bot trades '{config.TradingMode}' (trading_mode), expected {expected} (Execution:Freqtrade:TradingMode)";
        }
    }

    /// <summary>What forbids entries for now.</summary>
    public static string? NotNow(BotConfig config) =>
        config.State == "running" ? null : $"the bot is not running (state '{config.State}')";

    /// <summary>What forbids this side.</summary>
    public static string? WrongSide(BotConfig config, PositionSide side) =>
        side == PositionSide.Short && !config.IsFutures ? "the bot trades spot: no shorts" : null;
}
