using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>How objects become the readable texts of the database: enums by name, NaN as a text.</summary>
internal static class JsonText
{
    /// <summary>The settings; never changed.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { StoredNames.Apply } },
    };
}
