using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Commands;

/// <summary><c>notify test</c>.</summary>
public sealed class NotifyTests
{
    private const string Path = "/api/v1/notifications/test";

    [Theory]
    [InlineData("""{"channels":[{"channel":"webhook","delivered":true,"problem":null}]}""", 0, "delivered")]
    [InlineData("""{"channels":[{"channel":"webhook","delivered":true,"problem":null},{"channel":"telegram","delivered":false,"problem":"chat not found"}]}""", 1, "chat not found")]
    [InlineData("""{"channels":[]}""", 1, "no channel is switched on")]
    public async Task It_says_what_each_channel_made_of_the_test(string body, int exitCode, string said)
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText(Path, body);
        using var terminal = new TestTerminal();

        var actual = await terminal.RunAsync(service, "notify", "test");

        Assert.Equal((exitCode, $"POST {Path}"), (actual, Assert.Single(service.Requests).Line));
        Assert.Equal("1", service.Requests.Single().Headers["X-SqueezeFlow"]);
        Assert.Contains(said, terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_what_the_service_says()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText(Path, """{"channels":[]}""");
        using var terminal = new TestTerminal();

        await terminal.RunAsync(service, "notify", "test", "--json");

        Assert.Equal("{\"channels\":[]}\n", terminal.Out);
    }
}
