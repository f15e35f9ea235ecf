using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;
using SqueezeFlow.Silo.Hosting;

namespace SqueezeFlow.Silo.Tests.Hosting;

/// <summary>What is sent over OTLP, against a small receiver.</summary>
public sealed partial class OtlpTests : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, string> _received = new();
    private WebApplication? _receiver;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.AddOrUpdate(context.Request.Path, _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        });
        await _receiver.StartAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _receiver!.DisposeAsync();

    [Fact]
    public async Task Metrics_traces_and_logs_go_to_the_endpoint_of_the_standard_variables()
    {
        using var source = new ActivitySource("SqueezeFlow.Sample");
        using var meter = new Meter("SqueezeFlow.Sample");
        await using (var app = Build(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _receiver!.Urls.First(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_SERVICE_NAME"] = "the service" }))
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            source.StartActivity("a step")!.Dispose();
            meter.CreateCounter<long>("sample.count").Add(7);
            Tell(app.Services.GetRequiredService<ILogger<OtlpTests>>());
            await app.StopAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("a step", _received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("squeezeflow.sample.count", _received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("a line of the log", _received["/v1/logs"], StringComparison.Ordinal);
        Assert.All(_received.Values, body => Assert.Contains("the service", body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_endpoint_nobody_listens()
    {
        await using var app = Build([]);

        Assert.Null(app.Services.GetService<TracerProvider>());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "a line of the log")]
    private static partial void Tell(ILogger logger);

    private static WebApplication Build(Dictionary<string, string?> variables)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddMetrics();
        builder.AddOtlp(variables);
        return builder.Build();
    }
}
