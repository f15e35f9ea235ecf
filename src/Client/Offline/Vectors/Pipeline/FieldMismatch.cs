using System.Globalization;
using System.Text.Json;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>A field that came out otherwise than recorded.</summary>
internal sealed record FieldMismatch(string Field, string Expected, string Actual)
{
    private const double Relative = 1e-6;
    private const double Absolute = 1e-9;

    /// <summary>Compares a text exactly; null when equal. JSON null is no text.</summary>
    public static FieldMismatch? Text(string field, JsonElement expected, string? actual)
    {
        var wanted = expected.ValueKind == JsonValueKind.Null ? null : expected.GetString();
        return wanted == actual ? null : new(field, wanted ?? "null", actual ?? "null");
    }

    /// <summary>Compares a number with the tolerance of the vectors; null when equal.</summary>
    public static FieldMismatch? Number(string field, JsonElement expected, double actual)
    {
        var wanted = expected.GetDouble();
        return Math.Abs(wanted - actual) <= Math.Max(Absolute, Relative * Math.Abs(wanted))
            ? null
            : new(field, expected.GetRawText(), actual.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Compares a truth value; null when equal.</summary>
    public static FieldMismatch? Truth(string field, JsonElement expected, bool actual) =>
        expected.GetBoolean() == actual ? null : new(field, expected.GetRawText(), actual ? "true" : "false");
}
