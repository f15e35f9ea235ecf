using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>Log and metrics.</summary>
internal static class Telemetry
{
    private const string OurMeters = "SqueezeFlow.";
    private const string Prefix = "squeezeflow.";

    // Room is made for all of them at once, 72 bytes each, for every measure. Venues times reasons, or kinds of grains times their ends, are far fewer.
    private const int MostSeries = 400;

    /// <summary>The log goes to standard error: standard output belongs to the answers of commands.</summary>
    public static void AddLog(this WebApplicationBuilder builder)
    {
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddConsole(options => options.FormatterName = LineFormatter.FormatterName);
        builder.Logging.AddConsoleFormatter<LineFormatter, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>All meters of ours, of the runtime and of Orleans, as Prometheus text; the names of ours begin with <c>squeezeflow_</c>.</summary>
    public static void AddMetrics(this WebApplicationBuilder builder) => builder.Services
        .AddOpenTelemetry()
        .WithMetrics(metrics => metrics
            .AddMeter(OurMeters + "*", "Microsoft.Orleans")
            .AddView(Named)
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter());

    // Other programs' measures stand in the same store: a name such as feed.trades would not tell whose it is.
    private static MetricStreamConfiguration Named(Instrument instrument) => new()
    {
        Name = instrument.Meter.Name.StartsWith(OurMeters, StringComparison.Ordinal) ? Prefix + instrument.Name : null,
        CardinalityLimit = MostSeries,
    };
}
