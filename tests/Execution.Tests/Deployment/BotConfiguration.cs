using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Execution.Tests.Deployment;

/// <summary>The bot's configuration as <c>deploy/freqtrade</c> has it, and what a bot that runs with it would tell of itself.</summary>
internal static class BotConfiguration
{
    public static JsonObject DryRun => Read("config.json");

    public static JsonObject Live => Merge(Read("config.json"), Read("live.json"));

    public static string Strategy => Checkout.Read("deploy", "freqtrade", "strategies", "SqueezeFlowShell.py");

    /// <summary>Answer of <c>/show_config</c>. Names are the same in both; the stop loss is the strategy's.</summary>
    public static string DescriptionOf(JsonObject config)
    {
        string[] same =
        [
            "bot_name", "dry_run", "trading_mode", "margin_mode", "stake_currency", "max_open_trades", "force_entry_enable", "position_adjustment_enable",
            "order_types", "entry_pricing", "exit_pricing", "unfilledtimeout", "timeframe", "strategy",
        ];
        var told = new JsonObject(same.Select(name => KeyValuePair.Create(name, config[name]?.DeepClone())))
        {
            ["version"] = "2026.6",
            ["state"] = config["initial_state"]!.DeepClone(),
            ["stake_amount"] = config["stake_amount"]!.ToJsonString(),
            ["stoploss"] = double.Parse(ValueInStrategy("stoploss"), System.Globalization.CultureInfo.InvariantCulture),
        };
        return told.ToJsonString();
    }

    /// <summary>What the strategy's class sets, as it is written.</summary>
    public static string ValueInStrategy(string name) =>
        Strategy.Split('\n').Single(line => line.StartsWith($"    {name} = ", StringComparison.Ordinal)).Split(" = ")[1].Trim();

    private static JsonObject Read(string file) =>
        JsonNode.Parse(Checkout.Read("deploy", "freqtrade", file), documentOptions: new JsonDocumentOptions { AllowTrailingCommas = false })!.AsObject();

    // As FreqTrade merges files: objects part by part, the later one first.
    private static JsonObject Merge(JsonObject into, JsonObject later)
    {
        foreach (var (name, value) in later)
        {
            into[name] = value is JsonObject part && into[name] is JsonObject whole ? Merge(whole.DeepClone().AsObject(), part) : value?.DeepClone();
        }

        return into;
    }
}
