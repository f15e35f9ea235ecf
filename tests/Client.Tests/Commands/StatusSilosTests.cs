using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Views.Silos;

namespace SqueezeFlow.Client.Tests.Commands;

/// <summary>Status of a cluster of several processes.</summary>
public sealed class StatusSilosTests
{
    private static readonly SiloView First = new("trader-1", "10.0.0.1:11111@7", "active")
    {
        Version = "1.0.0",
        StartedAt = Samples.Status().Now - TimeSpan.FromMinutes(5),
        Ready = true,
        Feeds = 4,
        FeedsConnected = 3,
        TradesPerSecond = 1_987,
        LagMs = 35,
        CpuPercent = 41.4,
        MemoryMb = 312.3,
    };

    [Fact]
    public async Task Each_silo_is_a_line_with_its_load()
    {
        var text = await StatusAsync([First, new("trader-2", "10.0.0.2:11111@9", "silent") { Problem = "no answer within 2 s" }]);

        Assert.Contains("silo trader-1", text, StringComparison.Ordinal);
        Assert.Contains("ready at 10.0.0.1:11111@7, 1.0.0, up 5m 0s, 3 of 4 feeds connected, 1,987/s trades, lag 35ms, CPU 41 %, memory 312 MiB", text, StringComparison.Ordinal);
        Assert.Contains("silo trader-2", text, StringComparison.Ordinal);
        Assert.Contains("silent at 10.0.0.2:11111@9: no answer within 2 s", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_of_one_process_shows_none() => Assert.DoesNotContain("silo ", await StatusAsync([First]), StringComparison.Ordinal);

    private static async Task<string> StatusAsync(IReadOnlyList<SiloView> silos)
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/status", Samples.Status() with { Silos = silos });
        using var terminal = new TestTerminal();
        Assert.Equal(0, await terminal.RunAsync(service, "status"));
        return terminal.Out;
    }
}
