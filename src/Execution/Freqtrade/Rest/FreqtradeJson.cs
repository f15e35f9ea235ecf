using System.Text.Json.Serialization;

namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>Parsing code for the bot's bodies, made at build time. Unknown fields are skipped, odd values read as missing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(LooseDecimal), typeof(LooseInteger), typeof(LooseBoolean), typeof(LooseText)])]
[JsonSerializable(typeof(FreqtradeTrade))]
[JsonSerializable(typeof(FreqtradeTrade[]))]
[JsonSerializable(typeof(TradePage))]
[JsonSerializable(typeof(BotConfig))]
[JsonSerializable(typeof(BotDescription))]
[JsonSerializable(typeof(BotWhitelist))]
[JsonSerializable(typeof(BotHealth))]
[JsonSerializable(typeof(BotBalance))]
[JsonSerializable(typeof(BotAcknowledgement))]
[JsonSerializable(typeof(BotTokens))]
[JsonSerializable(typeof(ForceEnter))]
[JsonSerializable(typeof(ForceExit))]
internal sealed partial class FreqtradeJson : JsonSerializerContext;
