using System.Text.Json;
using System.Text.Json.Serialization;

namespace SqueezeFlow.Grains;

/// <summary>How views and records are written between silos.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };
}
