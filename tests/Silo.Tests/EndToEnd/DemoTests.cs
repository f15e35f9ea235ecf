using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using SqueezeFlow.Silo.Commands;

namespace SqueezeFlow.Silo.Tests.EndToEnd;

public sealed class DemoTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-demo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_demo_counts_every_trade_of_its_venues_and_ends_by_itself()
    {
        var (exitCode, output, error) = await RunAsync("demo", "--seconds", "1", "--rate", "100", "--symbols", "1", "--json", $"--Data:Directory={_folder}", "--Http:Url=http://127.0.0.1:0");

        Assert.True(exitCode == 0, error);
        using var summary = JsonDocument.Parse(Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(2, summary.RootElement.GetProperty("markets").GetArrayLength());
        Assert.All(summary.RootElement.GetProperty("markets").EnumerateArray(), market =>
            Assert.Equal(market.GetProperty("generated").GetInt64(), market.GetProperty("trades").GetInt64()));
        Assert.Equal(64, summary.RootElement.GetProperty("sha256").GetString()!.Length);
    }

    [Fact]
    public async Task A_taken_port_is_one_clear_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://{taken.LocalEndpoint}";

        var (exitCode, _, error) = await RunAsync("demo", $"--Data:Directory={_folder}", "--Http:Url", url);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"Http:Url: '{url}'", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/frames.gz")]
    [InlineData("")]
    public async Task A_recording_that_does_not_exist_is_named(string file)
    {
        var (exitCode, _, error) = await RunAsync("replay", file, "--exit");

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"FILE: '{file}'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_for_recordings_without_a_name_is_bad_usage()
    {
        var (exitCode, _, error) = await RunAsync("demo", "--record", "", $"--Data:Directory={_folder}", "--Http:Url=http://127.0.0.1:0");

        Assert.Equal(2, exitCode);
        Assert.StartsWith("--record: ''", error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await SiloCommands.RunAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
