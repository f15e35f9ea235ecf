using OpenTelemetry;
using OpenTelemetry.Resources;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>Metrics, traces and logs over OTLP, by OpenTelemetry's own environment variables. Without an endpoint among them nothing is made.</summary>
internal static class Otlp
{
    private const string Prefix = "OTEL_";
    private const string Timeout = "OTEL_EXPORTER_OTLP_TIMEOUT";
    private const string Name = "OTEL_SERVICE_NAME";

    private static readonly string[] Endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
    ];

    /// <summary>Sends what the variables of this process ask for.</summary>
    public static void AddOtlp(this WebApplicationBuilder builder)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Select(pair => KeyValuePair.Create((string)pair.Key, (string?)pair.Value))
            .Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal));
        builder.AddOtlp(variables.ToDictionary());
    }

    /// <summary>Sends what these variables ask for.</summary>
    public static void AddOtlp(this WebApplicationBuilder builder, Dictionary<string, string?> variables)
    {
        if (!Endpoints.Any(name => variables.GetValueOrDefault(name) is { Length: > 0 }) || variables.GetValueOrDefault("OTEL_SDK_DISABLED") is "true")
        {
            return;
        }

        // A stop waits for what is sent at last, three times, and has eight seconds in all.
        variables.TryAdd(Timeout, "1500");
        builder.Configuration.AddInMemoryCollection(variables);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
            {
                if (variables.GetValueOrDefault(Name) is not { Length: > 0 })
                {
                    resource.AddService("squeezeflow", serviceVersion: ServiceVersion.Text, serviceInstanceId: Environment.MachineName);
                }
            })
            .WithMetrics()
            .WithTracing(traces => traces.AddSource("SqueezeFlow.*"))
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }
}
