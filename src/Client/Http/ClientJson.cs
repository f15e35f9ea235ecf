using System.Text.Json;
using System.Text.Json.Serialization;

namespace SqueezeFlow.Client.Http;

/// <summary>How the service's JSON is read and ours is written.</summary>
internal static class ClientJson
{
    /// <summary>Web defaults, enums as words, NaN tolerated, market ids as text.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new MarketIdConverter(), new DoubleJson() },
    };

    /// <summary>One line of JSON.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
}
