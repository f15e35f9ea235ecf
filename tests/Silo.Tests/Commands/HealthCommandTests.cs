using SqueezeFlow.Silo.Commands;
using SqueezeFlow.Silo.Tests.EndToEnd;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Commands;

/// <summary>A container without a shell asks the program itself.</summary>
public sealed class HealthCommandTests
{
    [Fact]
    public async Task A_service_that_is_ready_is_exit_code_0()
    {
        await using var service = await AnsweringService.StartAsync(200, """{"ready":true,"level":"degraded","reasons":[]}""");

        var run = await RunAsync($"--Http:Url={service.Url}");

        Assert.Equal((0, "ready, degraded\n", ""), run);
        Assert.Equal(["/health/ready"], service.Asked);
    }

    [Fact]
    public async Task One_that_is_not_is_exit_code_1_with_its_reasons()
    {
        await using var service = await AnsweringService.StartAsync(503, """{"ready":false,"level":"critical","reasons":["store: the disk is full"]}""");

        var run = await RunAsync($"--Http:Url={service.Url}");

        Assert.Equal((1, "not ready, critical; store: the disk is full\n", ""), run);
    }

    [Fact]
    public async Task One_that_listens_everywhere_is_asked_on_loopback()
    {
        await using var service = await AnsweringService.StartAsync(200, """{"ready":true,"level":"healthy","reasons":[]}""");

        var run = await RunAsync($"--Http:Url=http://0.0.0.0:{service.Url.Port}");

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task The_real_service_answers_it()
    {
        await using var service = await LiveService.StartAsync();

        var run = await RunAsync($"--Http:Url={service.Client.BaseAddress}");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("ready, ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_exit_code_1_and_named()
    {
        var url = $"http://127.0.0.1:{ServerProgram.FreePort()}/";

        var run = await RunAsync($"--Http:Url={url}");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"{url}health/ready does not answer: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up()
    {
        await using var service = await AnsweringService.StartAsync(200, null);

        var run = await RunAsync("--timeout", "0.1", $"--Http:Url={service.Url}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nothing within 0.1 s", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_program_at_the_address_is_told_apart()
    {
        await using var service = await AnsweringService.StartAsync(404, "<html>not here</html>");

        var run = await RunAsync($"--Http:Url={service.Url}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("another program", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_it_has_been_ready_only_its_life_is_asked_for()
    {
        using var folder = new OwnFolder();
        var file = Path.Combine(folder.FullPath, "ready");
        await using var unready = await AnsweringService.StartAsync(503, """{"ready":false,"level":"unhealthy","reasons":[]}""");
        await using var ready = await AnsweringService.StartAsync(200, """{"ready":true,"level":"healthy","reasons":[]}""");

        var before = await RunAsync("--once", file, $"--Http:Url={unready.Url}");
        var was = File.Exists(file);
        await RunAsync("--once", file, $"--Http:Url={ready.Url}");
        await RunAsync("--once", file, $"--Http:Url={ready.Url}");

        Assert.Equal((1, false), (before.ExitCode, was));
        Assert.Equal(["/health/ready", "/health/live"], ready.Asked);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", "leaves the port to the system")]
    [InlineData("here", "is not an address")]
    public async Task An_address_that_cannot_be_asked_is_bad_usage(string url, string fault)
    {
        var run = await RunAsync($"--Http:Url={url}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"Http:Url: '{url}' {fault}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_made_is_bad_usage()
    {
        using var folder = new OwnFolder();
        await using var ready = await AnsweringService.StartAsync(200, """{"ready":true,"level":"healthy","reasons":[]}""");

        var run = await RunAsync("--once", Path.Combine(folder.FullPath, "missing", "ready"), $"--Http:Url={ready.Url}");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("--once: ", run.Error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await SiloCommands.RunAsync(["health", .. arguments], output, error);
        return (exitCode, output.ToString(), error.ToString());
    }

    private sealed class OwnFolder : IDisposable
    {
        public string FullPath { get; } = Directory.CreateTempSubdirectory("squeezeflow").FullName;

        public void Dispose() => Directory.Delete(FullPath, recursive: true);
    }
}
