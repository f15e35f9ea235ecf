using System.Text.Json;
using SqueezeFlow.Silo.Health.Parts;

namespace SqueezeFlow.Silo.Tests.EndToEnd;

/// <summary>What a service tells of itself, from end to end.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task Every_part_has_an_age_and_knows_whether_a_restart_would_help_it()
    {
        await using var service = await LiveService.StartAsync();

        var health = await ReadAsync(service, "/health");

        foreach (var part in health.GetProperty("parts").EnumerateArray())
        {
            var name = part.GetProperty("name").GetString()!;
            Assert.NotEqual(JsonValueKind.Null, part.GetProperty("since").ValueKind);
            Assert.NotNull(RestartAdvice.Of(new(name, "critical", "because", new Dictionary<string, double>())));
            Assert.Equal(name, (await ReadAsync(service, $"/health/service/{name}")).GetProperty("name").GetString());
        }

        Assert.Equal(404, await service.StatusOfAsync("/health/service/nothing"));
    }

    [Fact]
    public async Task A_service_alone_is_one_silo_and_asks_no_other()
    {
        await using var service = await LiveService.StartAsync();

        var status = await ReadAsync(service, "/api/v1/status");
        var health = await ReadAsync(service, "/health");

        Assert.Equal(("embedded", 1), (status.GetProperty("cluster").GetString(), status.GetProperty("silos").GetArrayLength()));
        Assert.Equal(0, health.GetProperty("silos").GetArrayLength());
        Assert.DoesNotContain("silos", health.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("name").GetString()));
    }

    private static async Task<JsonElement> ReadAsync(LiveService service, string path)
    {
        using var response = await service.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }
}
