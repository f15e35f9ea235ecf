using System.Text.Json.Nodes;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>The life of a signal as a running demo tells it, also after a kill.</summary>
public sealed class SignalLifeTests
{
    private static readonly string[] World = ["--speed", "300", "--rate", "5000", "--seed", "3"];
    private static readonly string[] WholeLife = ["Given", "Received", "Intent", "Called", "Filled", "ExitGiven", "Closed", "Settled"];

    [Fact]
    public async Task The_whole_life_of_a_signal_is_told_and_no_end_is_missing_after_a_kill()
    {
        using var data = new DataDirectory();
        List<JsonNode> before;
        await using (var service = Service.StartDemo(data, World))
        {
            await service.WaitUntilAsync("/api/v1/signals", signals => signals.AsArray().Any(signal => signal!["result"] is not null));
            before = await SignalsAsync(service);
            await AssertToldAsync(service, IdOf(before.First(signal => signal["result"] is not null)));
            await service.Process.KillAsync();
        }

        await using var next = Service.StartDemo(data, World);
        foreach (var signal in before.Where(signal => (string?)signal["outcome"] != "Pending"))
        {
            var verdict = (string?)signal["outcome"] == "Filled" ? "Filled" : "Refused";
            await next.WaitUntilAsync($"/api/v1/signals/{IdOf(signal)}", life => KindsOf(life).Contains(verdict));
        }
    }

    private static async Task AssertToldAsync(Service service, string id)
    {
        await service.WaitUntilAsync($"/api/v1/signals/{id}", life => KindsOf(life).Contains("Settled"));
        var life = await service.ReadAsync($"/api/v1/signals/{id}");

        // On a busy machine the outbox may have sent it again before it had a verdict.
        Assert.Equal(WholeLife, KindsOf(life).Where(kind => kind != "Repeated"));
        Assert.NotNull(life["decision"]);
        Assert.Equal((string?)life["exit"]!["signal"]!["id"], (string?)life["signal"]!["result"]!["exitReason"]);

        var told = await ChildProcess.RunAsync("Client", ["explain", "--signal", id, "--url", service.Url.ToString()]);
        Assert.Equal(0, told.ExitCode);
        Assert.All(["given", "received", "intent", "called", "filled", "exit given", "closed", "settled", "position closed", "from the signal"], word => Assert.Contains(word, told.Output, StringComparison.Ordinal));
    }

    private static async Task<List<JsonNode>> SignalsAsync(Service service) => [.. (await service.ReadAsync("/api/v1/signals")).AsArray().OfType<JsonNode>()];

    private static string IdOf(JsonNode signal) => (string)signal["signal"]!["id"]!;

    private static IEnumerable<string> KindsOf(JsonNode life) => life["steps"]?.AsArray().Select(step => (string)step!["kind"]!) ?? [];
}
