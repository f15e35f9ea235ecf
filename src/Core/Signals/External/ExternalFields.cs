using System.Text.Json;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Core.Signals.External;

/// <summary>The fields of one message, read one by one; remembers everything that is wrong with them.</summary>
internal sealed class ExternalFields
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly List<FieldFault> _faults = [];

    /// <summary>The fields of an object. One that is not known, or is there twice, is a fault.</summary>
    public ExternalFields(JsonElement body, IReadOnlyList<string> known)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            Refuse("body", FieldText.Of(body), "send a JSON object, e.g. {\"id\":\"1\",\"symbol\":\"BTC\",\"action\":\"long\"}");
            return;
        }

        foreach (var field in body.EnumerateObject())
        {
            var name = NameOf(field);
            if (name is null || !known.Contains(name))
            {
                RefuseUnknown(name, known);
            }
            else if (!_values.TryAdd(name, field.Value))
            {
                Refuse(name, name == ExternalSignalReader.SecretField ? "***" : FieldText.Of(field.Value), "send it once");
            }
        }
    }

    /// <summary>Everything wrong so far.</summary>
    public IReadOnlyList<FieldFault> Faults => _faults;

    /// <summary>Whether a field was sent, and is not null.</summary>
    public bool Has(string name) => _values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A text, null when it was not sent or will not do.</summary>
    public string? Text(string name, Func<string, bool> isGood, string fix)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = _values[name];
        if (value.ValueKind == JsonValueKind.String && TextOf(value) is { } text && isGood(text))
        {
            return text;
        }

        Refuse(name, FieldText.Of(value), fix);
        return null;
    }

    /// <summary>A number in a range, null when it was not sent or will not do. One in quotes is none.</summary>
    public double? Number(string name, double least, double most, string fix)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = _values[name];
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(name, FieldText.Of(value), fix);
        return null;
    }

    /// <summary>A whole number in a range, as above.</summary>
    public int? Whole(string name, int least, int most, string fix)
    {
        var number = Number(name, least, most, fix);
        if (number is null || number == Math.Floor(number.Value))
        {
            return (int?)number;
        }

        Refuse(name, FieldText.Of(_values[name]), fix);
        return null;
    }

    /// <summary>A time in milliseconds, read by <paramref name="parse"/> from a text or a whole number; null when it was not sent or will not do.</summary>
    public long? Time(string name, Func<string, long?> parse, string fix)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = _values[name];
        var text = value.ValueKind switch { JsonValueKind.String => TextOf(value), JsonValueKind.Number => value.GetRawText(), _ => null };
        if (text is not null && parse(text) is { } time)
        {
            return time;
        }

        Refuse(name, FieldText.Of(value), fix);
        return null;
    }

    /// <summary>Says that a field is missing, if it is and nothing else is wrong with it.</summary>
    public void Need(string name, string fix)
    {
        if (!Has(name))
        {
            Refuse(name, null, fix);
        }
    }

    /// <summary>Says that a field was sent that does not go with the others.</summary>
    public void Forbid(string name, string fix)
    {
        if (Has(name))
        {
            Refuse(name, FieldText.Of(_values[name]), fix);
        }
    }

    /// <summary>Says that a field cannot be used.</summary>
    public void Refuse(string name, string? value, string fix) => _faults.Add(new(name, value, fix));

    // Its value is not repeated: what was meant for another place may be a secret.
    private void RefuseUnknown(string? name, IReadOnlyList<string> known)
    {
        var shown = FieldText.Short(name ?? "a name that is no text");
        var hint = NearestName.Of(shown, known) is { } nearest ? $"the nearest is {nearest}" : $"there are {string.Join(", ", known)}";
        Refuse(shown, null, $"no such field; {hint}");
    }

    // A lone half of a surrogate pair is valid JSON and no text.
    private static string? NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
