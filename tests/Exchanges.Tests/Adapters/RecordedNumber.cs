using System.Globalization;
using System.Text.Json;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Reads recorded answers without the code under test.</summary>
internal static class RecordedNumber
{
    /// <summary>A number in quotes or bare.</summary>
    public static double Number(this JsonElement value) => double.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The elements at the end of a path such as <c>result.list</c>; empty for the root. Lists come as their elements.</summary>
    public static IEnumerable<JsonElement> At(this JsonElement root, string path)
    {
        var at = root;
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return [];
            }
        }

        return at.ValueKind == JsonValueKind.Array ? at.EnumerateArray() : [at];
    }

    /// <summary>A field by its name, or by its place in a row that is a list.</summary>
    public static JsonElement Field(this JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Array && int.TryParse(name, CultureInfo.InvariantCulture, out var at) && at < row.GetArrayLength() ? row[at]
        : row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) ? value
        : default;
}
