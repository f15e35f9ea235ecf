using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Silo.Hosting;

namespace SqueezeFlow.Silo.Tests.Hosting;

public sealed class TelemetryTests
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public async Task Every_measure_of_ours_begins_with_the_name_of_the_program()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.AddMetrics();
        await using var app = builder.Build();
        app.MapPrometheusScrapingEndpoint("/metrics");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new(app.Urls.First()) };
        var counters = Counters();
        counters.ForEach(counter => counter.Add(1));
        foreach (var i in Enumerable.Range(0, 300))
        {
            counters[0].Add(1, new KeyValuePair<string, object?>("exchange", $"venue{i / 15}"), new KeyValuePair<string, object?>("reason", $"reason{i % 15}"));
        }

        var text = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

        var ours = text.Split('\n').Where(line => line.Contains("otel_scope_name=\"SqueezeFlow.", StringComparison.Ordinal)).ToList();
        Assert.True(ours.Count >= counters.Count, $"{ours.Count} lines, {counters.Count} counters");
        Assert.All(ours, line => Assert.StartsWith("squeezeflow_", line, StringComparison.Ordinal));
        Assert.DoesNotContain("squeezeflow_squeezeflow", text, StringComparison.Ordinal);
        Assert.Contains("squeezeflow_bars_written", text, StringComparison.Ordinal);
        Assert.Equal(300, ours.Count(line => line.Contains("exchange=\"venue", StringComparison.Ordinal)));
        Assert.Contains("\ndotnet_", text, StringComparison.Ordinal);
    }

    private static List<Counter<long>> Counters()
    {
        var types = typeof(Telemetry).Assembly.GetReferencedAssemblies()
            .Where(name => name.Name!.StartsWith("SqueezeFlow.", StringComparison.Ordinal))
            .Select(Assembly.Load)
            .Append(typeof(Telemetry).Assembly)
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters && type.Name.Contains("Met", StringComparison.Ordinal))
            .ToList();
        var fields = types.SelectMany(type => type.GetFields(Static)).Where(field => field.FieldType == typeof(Counter<long>)).Select(field => (Counter<long>)field.GetValue(null)!);
        var properties = types.SelectMany(type => type.GetProperties(Static)).Where(property => property.PropertyType == typeof(Counter<long>)).Select(property => (Counter<long>)property.GetValue(null)!);
        return [.. fields.Concat(properties).Distinct()];
    }
}
