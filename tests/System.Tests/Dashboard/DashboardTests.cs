using System.Text.Json;
using SqueezeFlow.SystemTests.Processes;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.SystemTests.Dashboard;

/// <summary>Every query of the dashboard and of the rules names what a running service measures.</summary>
public sealed class DashboardTests
{
    // Put there by Prometheus.
    private static readonly string[] Added = ["instance", "job", "le"];

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

    // Some are there only once a signal was given, others once the health was asked for: it goes on until all are.
    private static async Task<Dictionary<string, HashSet<string>>> MeasureAsync(HashSet<string> wanted)
    {
        using var data = new DataDirectory();
        await using var service = Service.StartDemo(data, "--seconds", "150", "--rate", "2000", "--speed", "240", "--symbols", "2");
        await service.WaitUntilReadyAsync(TimeSpan.FromMinutes(1));
        Dictionary<string, HashSet<string>> known = new(StringComparer.Ordinal);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!wanted.IsSubsetOf(known.Keys) && !limit.IsCancellationRequested)
        {
            await service.StatusOfAsync("/health");
            foreach (var (name, labels) in PromQl.Read(await service.GetAsync("/metrics")))
            {
                known.TryAdd(name, []);
                known[name].UnionWith(labels);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await service.Process.TerminateAsync();
        (await service.Process.WaitAsync()).AssertDone();
        return known;
    }
}
