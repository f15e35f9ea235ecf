using System.Text.Json;
using SqueezeFlow.Silo.Commands;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.EndToEnd;

/// <summary>Every query of the dashboard and of the rules names what a running service measures.</summary>
public sealed class DashboardTests : IDisposable
{
    // Put there by Prometheus.
    private static readonly string[] Added = ["instance", "job", "le"];

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-dashboard-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_query_names_measures_and_labels_of_a_running_service()
    {
        string[] expressions = [.. Panels(), .. Rules()];
        var wanted = expressions.SelectMany(PromQl.MetricsOf).Where(name => name != "up").ToHashSet(StringComparer.Ordinal);
        Assert.True(expressions.Length > 25 && wanted.Count > 15, $"{expressions.Length} queries, {wanted.Count} measures");

        var known = await MeasureAsync(wanted);

        Assert.Empty(wanted.Except(known.Keys));
        Assert.All(expressions, expression =>
        {
            var labels = PromQl.MetricsOf(expression).SelectMany(name => known.GetValueOrDefault(name, [])).Concat(Added).ToHashSet(StringComparer.Ordinal);
            Assert.Empty(PromQl.LabelsOf(expression).Except(labels));
        });
    }

    [Fact]
    public void What_an_expression_names_is_found()
    {
        const string Expression = """sum by (exchange, le) (rate(squeezeflow_feed_trades_total{instance=~"$silo", service!="x"}[1m])) / up == 0""";

        Assert.Equal(["squeezeflow_feed_trades_total", "up"], PromQl.MetricsOf(Expression).Order(StringComparer.Ordinal));
        Assert.Equal(["exchange", "instance", "le", "service"], PromQl.LabelsOf(Expression).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Panels()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "deploy/observability/grafana/dashboards/squeezeflow.json")));
        foreach (var panel in dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.TryGetProperty("targets", out _)))
        {
            foreach (var target in panel.GetProperty("targets").EnumerateArray())
            {
                yield return target.GetProperty("expr").GetString()!;
            }
        }
    }

    private static IEnumerable<string> Rules() => File.ReadAllLines(Path.Combine(Checkout.Root, "deploy/observability/prometheus/rules.yml"))
        .Select(line => line.Trim()).Where(line => line.StartsWith("expr: ", StringComparison.Ordinal)).Select(line => line["expr: ".Length..]);

    // Some are there only once a signal was given: it is asked until they are, or the demo has ended.
    private async Task<Dictionary<string, HashSet<string>>> MeasureAsync(HashSet<string> wanted)
    {
        var url = $"http://127.0.0.1:{ServerProgram.FreePort()}";
        using var error = new StringWriter();
        var demo = SiloCommands.RunAsync(["demo", "--seconds", "40", "--rate", "2000", "--speed", "240", "--symbols", "2", "--json", $"--Data:Directory={_folder}", $"--Http:Url={url}"], TextWriter.Null, error);
        using var http = new HttpClient { BaseAddress = new(url) };
        Dictionary<string, HashSet<string>> known = new(StringComparer.Ordinal);
        while (!demo.IsCompleted)
        {
            try
            {
                (await http.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken)).Dispose();
                foreach (var (name, labels) in PromQl.Read(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken)))
                {
                    known.TryAdd(name, []);
                    known[name].UnionWith(labels);
                }
            }
            catch (HttpRequestException)
            {
                // It has not started, or has ended.
            }

            if (wanted.IsSubsetOf(known.Keys))
            {
                break;
            }

            await Task.WhenAny(demo, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, TestContext.Current.CancellationToken));
        }

        Assert.True(await demo == 0, error.ToString());
        return known;
    }
}
