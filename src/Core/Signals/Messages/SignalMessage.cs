using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Signals.Messages;

/// <summary>The JSON form in which signals travel to other programs: names and types of the reference system, times in UTC with <c>Z</c>.</summary>
public static class SignalMessage
{
    /// <summary>Value of the field <c>strategy</c>; of signals from outside it is their source.</summary>
    public const string Strategy = "SqueezeFlowStrategy";

    /// <summary>Value of the field <c>service</c> of the strategy's own signals.</summary>
    public const string Service = "strategy_runner";

    /// <summary>Value of the field <c>service</c> of signals from outside.</summary>
    public const string ExternalService = "external_signals";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Writes a signal. Equal signals with equal times give equal text.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="at">Market time at which it was made; becomes <c>timestamp</c>.</param>
    public static string Write(Signal signal, DateTimeOffset at)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteRequired(json, signal, at);
            WriteOptional(json, signal);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a signal, dated at the close of the bar that decided.</summary>
    public static string Write(Signal signal) =>
        Write(signal, DateTimeOffset.FromUnixTimeMilliseconds(signal.BarCloseUnixMs));

    /// <summary>
    /// Reads a message that passed the validator. Ids of other makers are kept; the bar's close is then the timestamp.
    /// </summary>
    /// <exception cref="FormatException">A required field is missing or has another type.</exception>
    public static Signal Read(JsonElement message)
    {
        var id = Text(message, "signal_id") ?? throw Missing("signal_id");
        var pair = Text(message, "symbol") ?? throw Missing("symbol");
        return new()
        {
            Id = id,
            Pair = pair,
            BaseSymbol = Text(message, "base_symbol") ?? BaseCoin.Of(new MarketId("BINANCE", pair)),
            Action = ParseAction(Text(message, "action")),
            BarCloseUnixMs = BarCloseOf(id) ?? TimeOf(message),
            Score = Number(message, "score") ?? throw Missing("score"),
            PositionSizeFactor = Number(message, "position_size_factor") ?? throw Missing("position_size_factor"),
            Leverage = (int)(Number(message, "leverage") ?? throw Missing("leverage")),
            EntryPrice = Number(message, "entry_price") ?? throw Missing("entry_price"),
            Confidence = Number(message, "confidence") ?? 0,
            Reasoning = Text(message, "reasoning") ?? string.Empty,
            TtlSeconds = (int)(Number(message, "ttl") ?? Signal.DefaultTtlSeconds),
            PositionId = Text(message, "position_id"),
            TradeId = Text(message, "trade_id"),
            SpotCvd = Number(message, "spot_cvd") ?? 0,
            PerpCvd = Number(message, "futures_cvd") ?? 0,
            ResetLow = Number(message, "reset_low"),
            ResetHigh = Number(message, "reset_high"),
            Source = Text(message, "source"),
            Account = Text(message, "account"),
            ParametersHash = Text(message, "parameters_hash"),
        };
    }

    /// <summary>Name of an action in messages: <c>LONG</c>, <c>SHORT</c> or <c>CLOSE</c>.</summary>
    public static string NameOf(SignalAction action) => action switch
    {
        SignalAction.Long => "LONG",
        SignalAction.Short => "SHORT",
        _ => "CLOSE",
    };

    /// <summary>The field <c>strategy</c> of a signal: whose decision it is.</summary>
    public static string StrategyOf(Signal signal) => signal.Source ?? Strategy;

    /// <summary>The field <c>service</c> of a signal.</summary>
    public static string ServiceOf(Signal signal) => signal.Source is null ? Service : ExternalService;

    /// <summary>Reads a time of a message; one without zone is UTC.</summary>
    internal static bool TryParseTime(string? text, out DateTimeOffset time)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        time = default;
        var looksIso = text is { Length: >= 10 } && text[4] == '-' && text[7] == '-' && char.IsAsciiDigit(text[0]);
        return looksIso && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out time);
    }

    private static void WriteRequired(Utf8JsonWriter json, Signal signal, DateTimeOffset at)
    {
        json.WriteString("signal_id"u8, signal.Id);
        json.WriteString("timestamp"u8, at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        json.WriteString("symbol"u8, signal.Pair);
        json.WriteString("base_symbol"u8, signal.BaseSymbol);
        json.WriteString("action"u8, NameOf(signal.Action));
        json.WriteNumber("score"u8, signal.Score);
        json.WriteNumber("position_size_factor"u8, signal.PositionSizeFactor);
        json.WriteNumber("leverage"u8, signal.Leverage);
        json.WriteNumber("entry_price"u8, signal.EntryPrice);
        json.WriteNumber("ttl"u8, signal.TtlSeconds);
        json.WriteNumber("confidence"u8, signal.Confidence);
        json.WriteString("reasoning"u8, signal.Reasoning);
        json.WriteString("strategy"u8, StrategyOf(signal));
        json.WriteString("service"u8, ServiceOf(signal));
    }

    private static void WriteOptional(Utf8JsonWriter json, Signal signal)
    {
        json.WriteNumber("schema"u8, 1);
        WriteNumber(json, "spot_cvd", signal.SpotCvd);
        WriteNumber(json, "futures_cvd", signal.PerpCvd);
        WriteText(json, "position_id", signal.PositionId);
        WriteText(json, "trade_id", signal.TradeId);
        WriteNumber(json, "reset_low", signal.ResetLow);
        WriteNumber(json, "reset_high", signal.ResetHigh);
        WriteText(json, "source", signal.Source);
        WriteText(json, "account", signal.Account);
        WriteText(json, "parameters_hash", signal.ParametersHash);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    // What is not known is left out: JSON has no word for it.
    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
    }

    private static SignalAction ParseAction(string? name) => name switch
    {
        "LONG" => SignalAction.Long,
        "SHORT" => SignalAction.Short,
        "CLOSE" => SignalAction.Close,
        _ => throw new FormatException($"Expected action LONG, SHORT or CLOSE, found '{name}'."),
    };

    private static long? BarCloseOf(string id)
    {
        var parts = id.Split('-');
        var isOurs = parts.Length == 4 && parts[0] == "sqz";
        return isOurs && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var close) ? close : null;
    }

    private static long TimeOf(JsonElement message) =>
        TryParseTime(Text(message, "timestamp"), out var time) ? time.ToUnixTimeMilliseconds() : throw Missing("timestamp");

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static FormatException Missing(string field) =>
        new($"Expected a signal message with a valid '{field}', found none.");
}
