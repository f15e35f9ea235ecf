using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SqueezeFlow.Storage.Backup.Format;

/// <summary>How rows and manifest are written as JSON: enums by name, numbers that come back to the last bit, NaN as a text, nothing unknown and nothing left out.</summary>
internal static class BackupJson
{
    /// <summary>One row a line.</summary>
    public static JsonSerializerOptions Lines { get; } = Make(isIndented: false);

    /// <summary>The manifest, for people too.</summary>
    public static JsonSerializerOptions Manifest { get; } = Make(isIndented: true);

    private static JsonSerializerOptions Make(bool isIndented) => new(JsonSerializerDefaults.Web)
    {
        WriteIndented = isIndented,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = isIndented ? JsonIgnoreCondition.WhenWritingNull : JsonIgnoreCondition.Never,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        // The files are no part of a page: names in any script stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
