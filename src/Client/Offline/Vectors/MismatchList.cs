using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SqueezeFlow.Client.Offline.Vectors;

/// <summary>Collects what differs between an expectation and a computed tree: numbers by 1e-6, everything else exactly.</summary>
internal sealed class MismatchList(string vector)
{
    private const double Relative = 1e-6;
    private const double Absolute = 1e-9;
    private readonly List<VectorMismatch> _items = [];

    public IReadOnlyList<VectorMismatch> Items => _items;

    /// <summary>Compares two trees; fields whose path <paramref name="isIgnored"/> accepts are left out on both sides.</summary>
    public void Compare(string path, JsonElement expected, JsonNode? actual, Func<string, bool> isIgnored)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when actual is JsonObject fields:
                CompareFields(path, expected, fields, isIgnored);
                break;
            case JsonValueKind.Array when actual is JsonArray items && items.Count == expected.GetArrayLength():
                for (var i = 0; i < items.Count; i++)
                {
                    Compare($"{path}[{i}]", expected[i], items[i], isIgnored);
                }

                break;
            default:
                if (!AreEqual(expected, actual))
                {
                    Add(path, expected.GetRawText(), actual?.ToJsonString() ?? "null");
                }

                break;
        }
    }

    /// <summary>Notes a difference.</summary>
    public void Add(string field, string expected, string actual) => _items.Add(new(vector, field, Short(expected), Short(actual)));

    private void CompareFields(string path, JsonElement expected, JsonObject actual, Func<string, bool> isIgnored)
    {
        foreach (var field in expected.EnumerateObject())
        {
            var name = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (isIgnored(name))
            {
                continue;
            }

            if (!actual.TryGetPropertyValue(field.Name, out var value))
            {
                Add(name, field.Value.GetRawText(), "absent");
                continue;
            }

            Compare(name, field.Value, value, isIgnored);
        }

        foreach (var (key, value) in actual)
        {
            var name = path.Length == 0 ? key : $"{path}.{key}";
            if (!expected.TryGetProperty(key, out _) && !isIgnored(name))
            {
                Add(name, "absent", value?.ToJsonString() ?? "null");
            }
        }
    }

    private static bool AreEqual(JsonElement expected, JsonNode? actual)
    {
        if (expected.ValueKind == JsonValueKind.Number)
        {
            return actual is JsonValue value && value.GetValueKind() == JsonValueKind.Number &&
                IsNear(expected.GetDouble(), double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture));
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Null => actual is null,
            JsonValueKind.String => actual is JsonValue text && text.TryGetValue<string>(out var found) && found == expected.GetString(),
            JsonValueKind.True or JsonValueKind.False =>
                actual is JsonValue flag && flag.TryGetValue<bool>(out var found) && found == expected.GetBoolean(),
            _ => false,
        };
    }

    private static bool IsNear(double expected, double actual) =>
        Math.Abs(expected - actual) <= Math.Max(Absolute, Relative * Math.Abs(expected));

    private static string Short(string text) => text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 197), "...");
}
