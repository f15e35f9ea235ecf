using System.Net;
using System.Text;
using System.Text.Json;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>The console and a browser in front of a running demo.</summary>
public sealed class ConsoleTests
{
    private static readonly string[][] Commands =
    [
        ["status"], ["feeds"], ["symbols"], ["explain", "BTC"], ["signals"], ["positions"],
        ["ledger", "BINANCE:btcusdt"], ["gaps"], ["doctor"], ["watch", "BTC", "--seconds", "2"],
    ];

    [Fact]
    public async Task Every_command_is_answered_by_a_running_demo()
    {
        using var data = new DataDirectory();
        await using var service = Service.StartDemo(data, "--speed", "120");
        await service.WaitUntilReadyAsync(TimeSpan.FromSeconds(30));
        await service.WaitUntilAsync("/api/v1/symbols/BTC", symbol => symbol["evaluatedAt"] is not null || (int?)symbol["bars"] > 0);

        foreach (var command in Commands)
        {
            var finished = await ChildProcess.RunAsync("Client", [.. command, "--json", "--url", service.Url.ToString()]);

            Assert.True(finished.ExitCode == 0, $"{string.Join(' ', command)}: {finished.ExitCode} {finished.Output} {finished.Error}");
            AssertJson(finished.Output);
        }

        Assert.Equal(HttpStatusCode.OK, await service.StatusOfAsync("/dashboard"));
        Assert.Contains("squeezeflow_bars_written", await service.GetAsync("/metrics"), StringComparison.Ordinal);
    }

    // Live commands print a document a line; the others one document.
    private static void AssertJson(string output)
    {
        Assert.NotEqual("", output.Trim());
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(output), new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            reader.Skip();
        }
    }
}
