using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>A machine without a way to any venue.</summary>
public sealed class OfflineTests
{
    // A name that is promised never to exist.
    private const string Nowhere = "venue.invalid";

    [Fact]
    public async Task Venues_that_cannot_be_reached_are_one_sentence_in_status_health_and_log()
    {
        var venues = ExchangeCatalog.All.Where(adapter => adapter.Descriptor.IsAlive).Select(adapter => adapter.Descriptor.Id).ToArray();
        var sentence = $"{venues.Length} venues unreachable: name not resolved";
        using var data = new DataDirectory();
        await using var service = Service.StartLive(data, venues.SelectMany(id => new KeyValuePair<string, string?>[]
        {
            new($"Exchanges:{id}:Stream", $"ws://{Nowhere}/ws"), new($"Exchanges:{id}:Rest", $"http://{Nowhere}"),
        }));

        await service.WaitUntilAsync("/api/v1/status", status => ((string?)status["unreachable"])?.StartsWith(sentence, StringComparison.Ordinal) == true);
        await service.WaitForLogAsync(sentence);
        var status = await service.ReadAsync("/api/v1/status");
        var feeds = (await service.ReadAsync("/health"))["parts"]!.AsArray().Single(part => (string?)part!["name"] == "feeds")!;
        await service.Process.TerminateAsync();
        var finished = await service.Process.WaitAsync();

        Assert.Equal("critical", (string?)status["health"]);
        Assert.Equal("critical", (string?)feeds["level"]);
        Assert.Contains(sentence, (string?)feeds["reason"], StringComparison.Ordinal);
        AssertLog(finished.AssertDone().Error.TrimEnd().Split('\n'), sentence, venues.Length);
    }

    private static void AssertLog(string[] lines, string sentence, int venues)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"{lines.Length} lines, {lines.Sum(line => line.Length)} characters");
        Assert.Single(lines, line => line.Contains(sentence, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 500));
        Assert.DoesNotContain(lines, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        Assert.InRange(lines.Length, 1, venues);
    }
}
