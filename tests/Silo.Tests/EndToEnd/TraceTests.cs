using System.Collections.Concurrent;
using System.Diagnostics;
using SqueezeFlow.Silo.Commands;

namespace SqueezeFlow.Silo.Tests.EndToEnd;

/// <summary>A read of a connection is followed to the evaluation that its trades are in.</summary>
public sealed class TraceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-traces-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_trade_is_followed_from_the_frame_to_the_evaluation()
    {
        var steps = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("SqueezeFlow.", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = steps.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var error = new StringWriter();

        var exitCode = await SiloCommands.RunAsync(
            ["demo", "--seconds", "3", "--rate", "200", "--symbols", "1", "--speed", "300", "--json", "--Feeds:Connection:TraceEvery=1", $"--Data:Directory={_folder}", "--Http:Url=http://127.0.0.1:0"],
            TextWriter.Null,
            error);

        Assert.True(exitCode == 0, error.ToString());
        var known = steps.DistinctBy(step => step.SpanId).ToDictionary(step => step.SpanId);
        var evaluations = steps.Where(step => step.OperationName == "symbol.evaluate").ToList();
        Assert.NotEmpty(evaluations);
        Assert.All(evaluations, evaluation => Assert.Equal(["symbol.evaluate", "symbol.ingest", "lane.send", "feed.read"], WayOf(evaluation, known)));
        Assert.Contains(steps, step => step.OperationName == "feed.decode" && known[step.ParentSpanId].OperationName == "feed.read");
    }

    private static List<string> WayOf(Activity step, Dictionary<ActivitySpanId, Activity> known)
    {
        List<string> way = [step.OperationName];
        while (known.TryGetValue(step.ParentSpanId, out var parent))
        {
            Assert.Equal(step.TraceId, parent.TraceId);
            way.Add(parent.OperationName);
            step = parent;
        }

        return way;
    }
}
