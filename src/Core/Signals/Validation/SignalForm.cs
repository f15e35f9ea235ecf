using System.Text.Json;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>A message looked at field by field: what is wrong with it, and what is left to check when nothing is.</summary>
internal sealed class SignalForm
{
    private static readonly string[] Required =
        ["signal_id", "timestamp", "symbol", "action", "score", "position_size_factor", "leverage", "entry_price", "ttl"];

    private readonly List<string> _codes = [];
    private readonly JsonElement _message;

    public SignalForm(JsonElement message)
    {
        _message = message;
        if (message.ValueKind != JsonValueKind.Object)
        {
            _codes.Add(SignalCodes.InvalidType);
            return;
        }

        CheckStructure();
        Check("symbol", field => field.Text is { } text ? SignalRanges.Pair(text) : SignalCodes.SymbolType);
        Check("action", field => field.Text is "LONG" or "SHORT" or "CLOSE" ? null : SignalCodes.Action);
        CheckNumber("score", SignalCodes.ScoreType, SignalRanges.Score);
        CheckNumber("position_size_factor", SignalCodes.PositionSizeType, SignalRanges.Factor);
        CheckInteger("leverage", SignalCodes.LeverageType, SignalRanges.Leverage);
        CheckNumber("entry_price", SignalCodes.EntryPrice, SignalRanges.Price);
        CheckInteger("ttl", SignalCodes.Ttl, SignalRanges.Ttl);
        CheckNumber("confidence", SignalCodes.ConfidenceType, SignalRanges.Confidence);
        Check("timestamp", field => SignalMessage.TryParseTime(field.Text, out _) ? null : SignalCodes.Timestamp);
    }

    /// <summary>Everything wrong so far, in order.</summary>
    public IReadOnlyList<string> Codes => _codes;

    public bool IsObject => _message.ValueKind == JsonValueKind.Object;

    public SignalField this[string name] => SignalField.Of(_message, name);

    /// <summary>The values. Only of a form without codes.</summary>
    public SignalFacts Facts()
    {
        var at = SignalMessage.TryParseTime(this["timestamp"].Text, out var time) ? time : default;
        var confidence = this["confidence"];
        return new(
            this["symbol"].Text!,
            this["action"].Text!,
            this["score"].Number,
            this["position_size_factor"].Number,
            this["leverage"].Number,
            this["entry_price"].Number,
            confidence.IsNumber ? confidence.Number : 0,
            at);
    }

    private void CheckStructure()
    {
        foreach (var name in Required)
        {
            var field = this[name];
            if (!field.IsPresent)
            {
                _codes.Add(SignalCodes.MissingField);
            }
            else if (field.IsNull)
            {
                _codes.Add(SignalCodes.NullField);
            }
        }
    }

    private void CheckNumber(string name, string typeCode, Func<double, string?> range) =>
        Check(name, field => field.IsNumber ? range(field.Number) : typeCode);

    private void CheckInteger(string name, string typeCode, Func<double, string?> range) =>
        Check(name, field => field.IsInteger ? range(field.Number) : typeCode);

    /// <summary>A field that is missing or null was named by the structure already.</summary>
    private void Check(string name, Func<SignalField, string?> rule)
    {
        var field = this[name];
        if (field.HasValue && rule(field) is { } code)
        {
            _codes.Add(code);
        }
    }
}
