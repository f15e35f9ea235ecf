using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Views.Shadowing;

namespace SqueezeFlow.Client.Tests.Commands;

public sealed class ShadowPromoteTests
{
    private const string Next = "set Strategy:ParametersFile to this file and restart the service";

    [Fact]
    public async Task Promotion_is_sent_with_a_yes_and_says_what_is_to_be_done()
    {
        await using var service = await StartAsync();
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "shadows", "promote", "fast", "--yes");

        Assert.Equal((0, ""), (exitCode, terminal.Error));
        Assert.Contains("/data/promoted/fast.json", terminal.Out, StringComparison.Ordinal);
        Assert.Contains(Next, terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_nothing_is_promoted()
    {
        await using var service = await StartAsync();
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "shadows", "promote", "fast");

        Assert.Equal((2, ""), (exitCode, terminal.Out));
        Assert.StartsWith("--yes: missing", terminal.Error, StringComparison.Ordinal);
    }

    private static async Task<ServiceDouble> StartAsync()
    {
        var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/shadows/fast", new ShadowDetailView(Samples.Shadow(), []));
        service.Answer("/api/v1/shadows/fast/promote", new PromotedView("fast", "abcdef0123456789", "/data/promoted/fast.json", "Strategy:ParametersFile=/data/promoted/fast.json", Next));
        return service;
    }
}
