using System.Text.Json;
using SqueezeFlow.Silo.Commands;
using SqueezeFlow.Silo.Commands.Arguments;

namespace SqueezeFlow.Silo.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("dmeo", "'dmeo'")]
    [InlineData("demo --seconds soon", "--seconds: 'soon'")]
    [InlineData("demo --symbols 0", "--symbols: '0'")]
    [InlineData("demo --rate -5", "--rate: '-5'")]
    [InlineData("demo --speed", "--speed: no value")]
    [InlineData("demo --colour", "'--colour'")]
    [InlineData("demo --execution real", "--execution: 'real' cannot be used: give one of paper, freqtrade-double, freqtrade")]
    [InlineData("demo --execution freqtrade", "--execution freqtrade: no bot is named: set Execution:Freqtrade:Url")]
    [InlineData("demo --execution freqtrade --Execution:Freqtrade:Url=http://127.0.0.1:1 --Execution:AllowLive=true", "Execution:AllowLive: 'true' cannot be used: demo never moves real money")]
    [InlineData("config", "config")]
    [InlineData("run --Http:Url", "--Http:Url")]
    public async Task Bad_usage_is_one_line_that_names_the_culprit(string line, string expected)
    {
        var (exitCode, output, error) = await RunAsync(line.Split(' '));

        Assert.Equal(2, exitCode);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("demo --help")]
    [InlineData("config show --help")]
    public async Task Help_shows_examples(string line)
    {
        var (exitCode, output, _) = await RunAsync(line.Split(' '));

        Assert.Equal(0, exitCode);
        Assert.Contains("Examples:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Config_show_tells_each_value_with_its_origin()
    {
        var (exitCode, output, _) = await RunAsync("config", "show", "--Api:Key=abc", "--Data:Directory", "/tmp/x");

        Assert.Equal(0, exitCode);
        Assert.Contains("Api:Key = ***  (command line)", output, StringComparison.Ordinal);
        Assert.Contains("Data:Directory = /tmp/x  (command line)", output, StringComparison.Ordinal);
        Assert.Contains("Strategy:LookbackHours = 48  (default)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Config_show_as_json_tells_what_follows_for_venues_and_markets()
    {
        var (exitCode, output, _) = await RunAsync("config", "show", "--json", "--Feeds:Exchanges=okex,BYBIT", "--Exchanges:BYBIT:Rest=http://127.0.0.1:9", "--Api:Key=abc");

        using var document = JsonDocument.Parse(output);
        var effective = document.RootElement.GetProperty("effective");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("abc", output, StringComparison.Ordinal);
        Assert.Equal(["BYBIT", "OKX"], effective.GetProperty("venues").EnumerateArray().Select(venue => venue.GetProperty("id").GetString()));
        Assert.Equal("http://127.0.0.1:9", effective.GetProperty("venues")[0].GetProperty("rests").GetProperty("main").GetString());
        Assert.Empty(effective.GetProperty("venues")[0].GetProperty("streams").EnumerateObject());
        Assert.Equal(10, effective.GetProperty("markets").GetArrayLength());
        Assert.Empty(document.RootElement.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task Config_show_tells_the_parameters_of_the_strategy_and_where_each_comes_from()
    {
        using var file = new ParameterTextFile("""{ "divergence": { "flowBars": 12 } }""");

        var (exitCode, output, _) = await RunAsync("config", "show", $"--Strategy:ParametersFile={file.Path}");
        var (_, json, _) = await RunAsync("config", "show", "--json", $"--Strategy:ParametersFile={file.Path}");

        using var document = JsonDocument.Parse(json);
        var parameters = document.RootElement.GetProperty("parameters");
        Assert.Equal(0, exitCode);
        Assert.Contains($"divergence.flowBars = 12 bars  ({file.Path})", output, StringComparison.Ordinal);
        Assert.Contains("divergence.priceBars = 10 bars  (Corrected)", output, StringComparison.Ordinal);
        Assert.Equal(["divergence.flowBars"], parameters.GetProperty("changed").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(12, parameters.GetProperty("values").GetProperty("divergence.flowBars").GetDouble());
        Assert.Contains(parameters.GetProperty("hash").GetString()![..12], output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_with_parameters_ends_the_start_with_a_line_for_each()
    {
        using var file = new ParameterTextFile("""{ "profile": "Original", "divergence": { "flowBar": 12 }, "exit": { "flowBars": 2 } }""");

        var (exitCode, _, error) = await RunAsync("run", $"--Strategy:ParametersFile={file.Path}");
        var (missing, _, absent) = await RunAsync("run", "--Strategy:ParametersFile=/nowhere/p.json");

        Assert.Equal((2, 2), (exitCode, missing));
        Assert.Equal(
            [
                $"Strategy:ParametersFile: '{file.Path}': divergence.flowBar: is no parameter: did you mean flowBars?",
                $"Strategy:ParametersFile: '{file.Path}': exit.flowBars: 2 is no whole number from 3 to 500 (bars): give one, e.g. 20",
                $"Strategy:ParametersFile: '{file.Path}' is of profile Original, Strategy:Profile is Corrected: make them the same",
            ],
            error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("Strategy:ParametersFile: '/nowhere/p.json' cannot be read, ", absent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_with_files_of_shadows_ends_the_start_with_a_line_for_each()
    {
        using var original = new ParameterTextFile("""{ "profile": "Original", "divergence": { "flowBar": 12 } }""");
        using var fine = new ParameterTextFile("{}");

        var (exitCode, _, error) = await RunAsync("run", $"--Shadows:Files={original.Path}, {fine.Path}, /nowhere/live.json, {fine.Path}");

        Assert.Equal(2, exitCode);
        Assert.Collection(
            error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Equal(
                $"Shadows:Files: '{fine.Path}, {fine.Path}' have one name, {Path.GetFileNameWithoutExtension(fine.Path)}: a shadow is called as its file: rename all but one", line),
            line => Assert.Equal($"Shadows:Files: '{original.Path}': divergence.flowBar: is no parameter: did you mean flowBars?", line),
            line => Assert.Equal($"Shadows:Files: '{original.Path}' is of profile Original, Strategy:Profile is Corrected: make them the same", line),
            line => Assert.StartsWith("Shadows:Files: '/nowhere/live.json' gives a shadow no name, live: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("Shadows:Files: '/nowhere/live.json' cannot be read, ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_value_ends_the_start_with_a_line_for_each()
    {
        var (exitCode, _, error) = await RunAsync("run", "--Cluster:SiloPort=x", "--Http:Url=nowhere");

        Assert.Equal(2, exitCode);
        Assert.Equal(2, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Configuration_is_told_from_the_commands_own_arguments()
    {
        var split = ConfigurationArguments.Split(["replay", "--Data:Directory", "/tmp/x", "a.gz", "--speed", "60", "--Feeds:Markets=BINANCE:btcusdt", "c:d.gz"]);

        Assert.Equal(["replay", "a.gz", "--speed", "60", "c:d.gz"], split.Own);
        Assert.Equal(["--Data:Directory=/tmp/x", "--Feeds:Markets=BINANCE:btcusdt"], split.Settings);
        Assert.Empty(split.Problems);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await SiloCommands.RunAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
