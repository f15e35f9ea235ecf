using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>A value that may be missing: what cannot be read is, and is written as null.</summary>
internal abstract class LooseConverter<T> : JsonConverter<T?>
    where T : struct
{
    public sealed override bool HandleNull => true;

    public sealed override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
    {
        if (value is { } given)
        {
            WriteValue(writer, given);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes a value that is there.</summary>
    protected abstract void WriteValue(Utf8JsonWriter writer, T value);
}

/// <summary>Any number, also in quotes; anything else, or one that no decimal holds, is missing.</summary>
internal sealed class LooseDecimal : LooseConverter<decimal>
{
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out var number) ? number : null;
            case JsonTokenType.String:
                return decimal.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var quoted) ? quoted : null;
            default:
                reader.Skip();
                return null;
        }
    }

    protected override void WriteValue(Utf8JsonWriter writer, decimal value) => writer.WriteNumberValue(value);
}

/// <summary>Whole numbers, which the bot writes as <c>3</c> or <c>3.0</c>; anything else is missing.</summary>
internal sealed class LooseInteger : LooseConverter<long>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetInt64(out var whole):
                return whole;
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out var number) && number is > long.MinValue and < long.MaxValue ? (long)number : null;
            case JsonTokenType.String:
                return long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quoted) ? quoted : null;
            default:
                reader.Skip();
                return null;
        }
    }

    protected override void WriteValue(Utf8JsonWriter writer, long value) => writer.WriteNumberValue(value);
}

/// <summary>True or false; anything else is missing.</summary>
internal sealed class LooseBoolean : LooseConverter<bool>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return reader.GetBoolean();
        }

        reader.Skip();
        return null;
    }

    protected override void WriteValue(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);
}

/// <summary>Text, or a number as its text; anything else is missing.</summary>
internal sealed class LooseText : JsonConverter<string>
{
    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return reader.GetDouble().ToString(CultureInfo.InvariantCulture);
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
