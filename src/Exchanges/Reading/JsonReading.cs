using System.Text.Json;

namespace SqueezeFlow.Exchanges.Reading;

/// <summary>Reading steps that adapters share. Each stands on a property name, moves to its value and reads or skips all of it.</summary>
internal static class JsonReading
{
    /// <summary>Moves to the next property of the object; false at its end.</summary>
    public static bool TryReadProperty(this scoped ref Utf8JsonReader json) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Whether the property has this name, written without escapes; the platform's own comparison throws at half surrogate pairs.</summary>
    public static bool NameIs(this scoped ref Utf8JsonReader json, ReadOnlySpan<byte> name) =>
        !json.ValueIsEscaped && json.ValueSpan.SequenceEqual(name);

    /// <summary>Moves to the value and tells whether an object begins there; any other value is skipped.</summary>
    public static bool TryEnterObject(this scoped ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        json.Skip();
        return false;
    }

    /// <summary>Moves to the value and tells whether an array begins there; any other value is skipped.</summary>
    public static bool TryEnterArray(this scoped ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.StartArray)
        {
            return true;
        }

        json.Skip();
        return false;
    }

    /// <summary>
    /// Within an array: moves to the next element that is an object and enters it; elements of any other kind are skipped. False at the end of
    /// the array.
    /// </summary>
    public static bool TryEnterNextObject(this scoped ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                return true;
            }

            json.Skip();
        }

        return false;
    }

    /// <summary>Within an array: moves to the next element that is a text without escapes; elements of any other kind are skipped. False at the end of the array.</summary>
    public static bool TryReadNextName(this scoped ref Utf8JsonReader json, out ReadOnlySpan<byte> name)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String && !json.ValueIsEscaped)
            {
                name = json.ValueSpan;
                return true;
            }

            json.Skip();
        }

        name = default;
        return false;
    }

    /// <summary>An error with its <c>code</c>, 0 for none, and its <c>message</c>, empty for none. False when no object stands there.</summary>
    public static bool TryReadError(this scoped ref Utf8JsonReader json, out long code, out ReadOnlySpan<byte> message)
    {
        code = 0;
        message = default;
        if (!json.TryEnterObject())
        {
            return false;
        }

        while (json.TryReadProperty())
        {
            if (json.NameIs("code"u8))
            {
                code = json.ReadInt64();
            }
            else if (json.NameIs("message"u8))
            {
                message = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }

        return true;
    }

    /// <summary>Within an array or at a property: reads on to the end of the array or object that was entered last, whatever is left in it.</summary>
    public static void SkipRest(this scoped ref Utf8JsonReader json, int depth)
    {
        while (json.CurrentDepth > depth && json.Read())
        {
            // Every token is passed over; the reader itself checks the syntax.
        }
    }

    /// <summary>A venue's id of a trade, a number or a text, by <see cref="TradeId.Of"/>; 0 for anything else.</summary>
    public static long ReadTradeId(this scoped ref Utf8JsonReader json, out ReadOnlySpan<byte> text)
    {
        json.Read();
        if (json.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            text = json.ValueSpan;
            return TradeId.Of(text);
        }

        json.Skip();
        text = default;
        return 0;
    }

    /// <summary>A number in quotes or bare; NaN for anything else.</summary>
    public static double ReadDecimal(this scoped ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            return DecimalText.TryRead(json.ValueSpan, out var value) ? value : double.NaN;
        }

        json.Skip();
        return double.NaN;
    }

    /// <summary>A whole number in quotes or bare; 0 for anything else.</summary>
    public static long ReadInt64(this scoped ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            return WholeNumber.TryRead(json.ValueSpan, out var value) ? value : 0;
        }

        json.Skip();
        return 0;
    }

    /// <summary>A truth value; null for anything else.</summary>
    public static bool? ReadBoolean(this scoped ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return json.TokenType == JsonTokenType.True;
        }

        json.Skip();
        return null;
    }

    /// <summary>The bytes of a text, unescaped; empty for anything else.</summary>
    public static ReadOnlySpan<byte> ReadText(this scoped ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            return json.ValueIsEscaped ? Unescape(ref json) : json.ValueSpan;
        }

        json.Skip();
        return default;
    }

    private static ReadOnlySpan<byte> Unescape(scoped ref Utf8JsonReader json)
    {
        var copy = new byte[json.ValueSpan.Length];
        try
        {
            return copy.AsSpan(0, json.CopyString(copy));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or broken UTF-8: no text at all.
            return default;
        }
    }
}
