using System.Text.Json;

namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>One field of a message, before anything is believed of it.</summary>
internal readonly struct SignalField
{
    private readonly JsonElement _element;

    private SignalField(bool isPresent, JsonElement element)
    {
        IsPresent = isPresent;
        _element = element;
    }

    public bool IsPresent { get; }

    public bool IsNull => IsPresent && _element.ValueKind == JsonValueKind.Null;

    public bool HasValue => IsPresent && !IsNull;

    public string? Text => IsPresent && _element.ValueKind == JsonValueKind.String ? _element.GetString() : null;

    /// <summary>The number; NaN when the field holds none.</summary>
    public double Number => IsNumber ? _element.GetDouble() : double.NaN;

    public bool IsNumber => IsPresent && _element.ValueKind == JsonValueKind.Number;

    /// <summary>Written without point or exponent; <c>3.0</c> is no integer here.</summary>
    public bool IsInteger => IsNumber && _element.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    /// <summary>Neither null nor an empty text: what the reference system takes for a given value.</summary>
    public bool IsGiven => HasValue && Text is not "";

    public static SignalField Of(JsonElement message, string name) =>
        message.TryGetProperty(name, out var element) ? new(true, element) : default;
}
