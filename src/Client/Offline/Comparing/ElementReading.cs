using System.Text.Json;

namespace SqueezeFlow.Client.Offline.Comparing;

/// <summary>Reads fields of documents that others may have changed: what is not there, or is of another kind, is null.</summary>
internal static class ElementReading
{
    /// <summary>A field; steps into objects are parted by slashes.</summary>
    public static JsonElement? Field(this JsonElement element, string path)
    {
        foreach (var step in path.Split('/'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out var next))
            {
                return null;
            }

            element = next;
        }

        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    /// <summary>A text.</summary>
    public static string? Text(this JsonElement element, string path) =>
        element.Field(path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    /// <summary>A number; of a list, how many there are.</summary>
    public static double? Number(this JsonElement element, string path) => element.Field(path) switch
    {
        { ValueKind: JsonValueKind.Number } number when double.IsFinite(number.GetDouble()) => number.GetDouble(),
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength(),
        _ => null,
    };

    /// <summary>Names and values of an object's fields.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Fields(this JsonElement element, string path) =>
        element.Field(path) is { ValueKind: JsonValueKind.Object } found
            ? found.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, field.Value.ToString()))
            : [];

    /// <summary>Objects of a list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string path) =>
        element.Field(path) is { ValueKind: JsonValueKind.Array } found
            ? found.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];
}
