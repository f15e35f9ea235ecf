using SqueezeFlow.Silo.Tests.Description;

namespace SqueezeFlow.Silo.Tests.EndToEnd;

public sealed class PrivacyTests
{
    private static readonly string[] Everything =
        ["/", "/app.js", "/products", "/historical/1/2", "/api/v1/status", "/api/v1/positions", "/api/v1/events", "/health", "/metrics", "/dashboard", "/openapi/v1.json"];

    [Fact]
    public async Task Whatever_the_service_shows_is_kept_from_foreign_names_and_from_other_machines_without_the_key()
    {
        await using var service = await LiveService.StartAsync("--Api:Key=right", "--Api:ReadKey=reads", "--Dashboard:Enabled=true");
        foreach (var path in Everything)
        {
            var own = await service.StatusOfAsync(path);
            Assert.True(own is not (401 or 403 or 404), $"{path}: {own}");
            Assert.True(await service.StatusOfAsync(path, ("Host", "rebound.example")) == 403, path);
            Assert.True(await service.StatusOfAsync(path, ("X-Forwarded-For", "192.0.2.7")) == 401, path);
            Assert.True(await service.StatusOfAsync(path, ("X-Forwarded-For", "192.0.2.7"), ("X-Api-Key", "wrong")) == 401, path);
            Assert.Equal(own, await service.StatusOfAsync(path, ("X-Forwarded-For", "192.0.2.7"), ("X-Api-Key", "reads")));
        }

        Assert.Equal(200, await service.StatusOfAsync("/health/live", ("X-Forwarded-For", "192.0.2.7")));
    }

    [Fact]
    public async Task The_dashboard_is_there_where_it_is_asked_for_alone()
    {
        await using var service = await LiveService.StartAsync();

        Assert.Equal(404, await service.StatusOfAsync("/dashboard"));
    }

    [Fact]
    public async Task A_client_generated_from_the_description_reads_and_changes_a_running_service()
    {
        await using var service = await LiveService.StartAsync("--Api:Key=right");
        service.Client.DefaultRequestHeaders.Add("X-Api-Key", "right");
        var client = await GeneratedClient.MakeAsync(service.Client);

        await client.CallAsync("pauseEntries");
        var paused = await client.CallAsync("getStatus");
        await client.CallAsync("resumeEntries");
        var resumed = await client.CallAsync("getStatus");

        Assert.Equal(("live", true, false), ((string)paused.Mode, (bool)paused.ExecutionPaused, (bool)resumed.ExecutionPaused));
        Assert.Empty(await client.CallAsync("getPositions"));
        Assert.DoesNotContain("dashboard", await service.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }
}
