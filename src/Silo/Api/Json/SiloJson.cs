using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SqueezeFlow.Silo.Api.Json;

/// <summary>How everything is written that leaves the service as JSON.</summary>
internal static class SiloJson
{
    /// <summary>Web defaults, numbers as numbers, enums as words, NaN as null, times in UTC, market ids as text.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The same rules on options of somebody else.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new FiniteNumberJson());
        options.Converters.Add(new UtcTimeJson());
        options.Converters.Add(new MarketIdJson());
        options.Converters.Add(new TimeframeJson());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
