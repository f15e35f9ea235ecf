using System.Text.Json;
using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Vectors;

/// <summary>One vector, or a part of it, with its place in the file for messages.</summary>
internal sealed class VectorRow(string file, string folder, string place, JsonElement json)
{
    /// <summary>Name of the file.</summary>
    public string File { get; } = file;

    /// <summary>Folder of the file.</summary>
    public string Folder { get; } = folder;

    /// <summary>The raw value.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The vector's own id, else its place.</summary>
    public string Id => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
        ? id.GetString()!
        : place;

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A field of any kind.</summary>
    public VectorRow Get(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value)
        ? new(File, Folder, $"{Name()}.{name}", value)
        : throw Wrong($"{Name()}.{name}", "nothing", "the field");

    /// <summary>An object.</summary>
    public VectorRow GetObject(string name) => Typed(name, JsonValueKind.Object, "an object");

    /// <summary>A text.</summary>
    public string GetText(string name) => Typed(name, JsonValueKind.String, "a text").Json.GetString()!;

    /// <summary>A number; null and absent read as NaN where the format allows it.</summary>
    public double GetNumber(string name) => Number(Get(name));

    /// <summary>A number, or null when the field is absent or null.</summary>
    public double? GetOptionalNumber(string name) => Has(name) ? GetNumber(name) : null;

    /// <summary>A flag.</summary>
    public bool GetFlag(string name) => Get(name).Json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong($"{Name()}.{name}", Found(Get(name).Json), "true or false"),
    };

    /// <summary>The items of an array.</summary>
    public IEnumerable<VectorRow> GetItems(string name)
    {
        var array = Typed(name, JsonValueKind.Array, "an array");
        var index = 0;
        foreach (var item in array.Json.EnumerateArray())
        {
            yield return new(File, Folder, $"{array.Name()}[{index++}]", item);
        }
    }

    /// <summary>An array of numbers; null is NaN, <c>"inf"</c> and <c>"-inf"</c> are infinities.</summary>
    public double[] GetNumbers(string name) => [.. GetItems(name).Select(Number)];

    /// <summary>A message about this place.</summary>
    public DataFormatException Wrong(string where, string found, string expected) => new(File, where, found, expected);

    private VectorRow Typed(string name, JsonValueKind kind, string expected)
    {
        var value = Get(name);
        return value.Json.ValueKind == kind ? value : throw Wrong(value.Name(), Found(value.Json), expected);
    }

    private static double Number(VectorRow value) => value.Json.ValueKind switch
    {
        JsonValueKind.Number => value.Json.GetDouble(),
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String when value.Json.ValueEquals("inf") => double.PositiveInfinity,
        JsonValueKind.String when value.Json.ValueEquals("-inf") => double.NegativeInfinity,
        _ => throw value.Wrong(value.Name(), Found(value.Json), "a number or null"),
    };

    private string Name() => place;

    private static string Found(JsonElement value)
    {
        var text = value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
    }
}
