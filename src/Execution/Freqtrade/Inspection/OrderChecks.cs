using System.Globalization;
using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Execution.Freqtrade.Rest;

namespace SqueezeFlow.Execution.Freqtrade.Inspection;

/// <summary>Whether the bot makes, prices and guards orders as they are meant.</summary>
internal static class OrderChecks
{
    private const string InConfiguration = "set it in the bot's configuration";

    public static IEnumerable<AccountCheckView> Of(BotDescription bot, EntryExpectations expected)
    {
        yield return MaxOpenTrades(bot.MaxOpenTrades, expected.MaxOpenPositions);
        yield return OrderTypes(bot.OrderTypes);
        yield return PriceSide("entry_pricing", bot.EntryPricing);
        yield return PriceSide("exit_pricing", bot.ExitPricing);
        yield return UnfilledTimeout(bot.UnfilledTimeout);
        yield return Stoploss(bot.Stoploss);
        if (bot.DryRun == false)
        {
            yield return bot.OrderTypes?.StoplossOnExchange == true
                ? AccountCheckView.Ok("stoploss_on_exchange", "true")
                : AccountCheckView.Wrong("stoploss_on_exchange", "false", "true", $"{InConfiguration} (order_types): a bot that is down watches no stop loss");
        }
    }

    private static AccountCheckView MaxOpenTrades(long? found, int expected)
    {
        var (text, wanted) = (Text(found), Text(expected));
        return found switch
        {
            null => AccountCheckView.Wrong("max_open_trades", "not told", wanted, InConfiguration),
            0 => AccountCheckView.Wrong("max_open_trades", "0: entries are stopped", wanted, "let the bot read its configuration anew: POST /api/v1/reload_config, or its pages"),
            < 0 => AccountCheckView.Note("max_open_trades", "no limit", wanted, $"{InConfiguration}, so that no second client goes beyond Execution:MaxOpenPositions"),
            _ when found < expected => AccountCheckView.Wrong("max_open_trades", text, wanted, $"{InConfiguration}, or lower Execution:MaxOpenPositions: entries beyond it are refused"),
            _ when found > expected => AccountCheckView.Note("max_open_trades", text, wanted, $"{InConfiguration}, so that no second client goes beyond Execution:MaxOpenPositions"),
            _ => AccountCheckView.Ok("max_open_trades", text),
        };
    }

    private static AccountCheckView OrderTypes(BotOrderTypes? types)
    {
        if (types is null)
        {
            return AccountCheckView.Note("order_types", "not told", "market", null);
        }

        (string Name, string? Found)[] all =
        [
            ("entry", types.Entry), ("exit", types.Exit), ("force_entry", types.ForceEntry ?? types.Entry), ("force_exit", types.ForceExit ?? types.Exit),
            ("emergency_exit", types.EmergencyExit ?? "market"), ("stoploss", types.Stoploss),
        ];
        string[] others = [.. all.Where(type => type.Found != "market").Select(type => $"{type.Name} {type.Found ?? "not told"}")];
        return others.Length == 0
            ? AccountCheckView.Ok("order_types", "market")
            : AccountCheckView.Wrong("order_types", string.Join(", ", others), "market", $"{InConfiguration}: a limit order may not fill, and what is not filled is not protected");
    }

    private static AccountCheckView PriceSide(string name, BotPricing? pricing) => pricing?.PriceSide switch
    {
        "other" => AccountCheckView.Ok(name, "price_side other"),
        null => AccountCheckView.Note(name, "price_side not told", "other", null),
        var side => AccountCheckView.Wrong(name, $"price_side {side}", "other", $"{InConfiguration}: market orders fill on the other side of the book"),
    };

    private static AccountCheckView UnfilledTimeout(BotUnfilledTimeout? timeout)
    {
        if (timeout is not { Entry: { } entry, Exit: { } exit })
        {
            return AccountCheckView.Note("unfilledtimeout", "not told", "entry and exit, 10 minutes", null);
        }

        var found = FormattableString.Invariant($"entry {entry}, exit {exit} {timeout.Unit}");
        return entry > 0 && exit > 0
            ? AccountCheckView.Ok("unfilledtimeout", found)
            : AccountCheckView.Wrong("unfilledtimeout", found, "more than zero, e.g. 10 minutes", $"{InConfiguration}: an order is given up at once");
    }

    private static AccountCheckView Stoploss(decimal? found) => found switch
    {
        null => AccountCheckView.Wrong("stoploss", "not told", "e.g. -0.25, a share of the margin", "give the strategy one"),
        >= 0 or <= -0.9m => AccountCheckView.Wrong("stoploss", Text(found), "e.g. -0.25, a share of the margin", "give the strategy a real one: it is what remains when the service is away"),
        _ => AccountCheckView.Ok("stoploss", $"{Text(found)} of the margin"),
    };

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "not told";
}
