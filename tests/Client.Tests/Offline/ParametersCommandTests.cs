using System.Text.Json;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Signals.Parameters.Files;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Client.Tests.Offline;

/// <summary>The parameters of the strategy: shown, as a file, and their schema.</summary>
public sealed class ParametersCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_schema_in_the_documentation_is_that_of_the_program()
    {
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync("parameters", "--schema");

        Assert.Equal((0, Checkout.Read("docs", "parameters.schema.json")), (exitCode, terminal.Out));
    }

    [Fact]
    public async Task Every_parameter_is_shown_and_what_differs_from_the_profile()
    {
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync("parameters", Write("""{"divergence": {"flowBars": 12}}"""));

        Assert.Equal((0, ""), (exitCode, terminal.Error));
        Assert.All(ParameterCatalog.All, parameter => Assert.Contains(parameter.Name, terminal.Out, StringComparison.Ordinal));
        Assert.Matches(@"divergence\.flowBars +12 +10 +bars +1 to 500", terminal.Out);
        Assert.Contains($"profile Corrected, hash {ParameterHash.Short(ParameterHash.Of(StrategyParameters.Corrected with { Divergence = new() { FlowBars = 12 } }))}", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_printed_as_a_file_that_is_read_again()
    {
        using var terminal = new TestTerminal();
        using var again = new TestTerminal();

        await terminal.RunAsync("parameters", "--profile", "Original", "--file");
        var exitCode = await again.RunAsync("parameters", Write(terminal.Out), "--json");

        using var document = JsonDocument.Parse(again.Out);
        Assert.Equal(StrategyParameters.Original, ParameterReader.Read(terminal.Out).Parameters);
        Assert.Equal((0, ParameterHash.Of(StrategyParameters.Original)), (exitCode, document.RootElement.GetProperty("hash").GetString()));
        Assert.Equal(ParameterCatalog.All.Count, document.RootElement.GetProperty("parameters").GetArrayLength());
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_file_is_told_and_is_bad_usage()
    {
        var file = Write("""{"profile": "Original", "flow": {"rateBar": 3}, "exit": {"flowBars": 2}}""");
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync("backtest", "--spot", file, "--perp", file, "--parameters", file, "--profile", "Corrected");

        Assert.Equal(2, exitCode);
        Assert.Equal(
            $"--parameters: '{file}': flow.rateBar: is no parameter: did you mean rateBars?; exit.flowBars: 2 is no whole number from 3 to 500 (bars): give one, e.g. 20; " +
            "is of profile Original, --profile is Corrected: make them the same, or leave --profile out\n",
            terminal.Error);
    }

    [Theory]
    [InlineData("parameters nowhere.json", "FILE: 'nowhere.json' cannot be read, ")]
    [InlineData("parameters --schema --file", "--schema: does not go with anything else: leave the rest out")]
    [InlineData("evaluate . --parameters nowhere.json", "--parameters: 'nowhere.json' cannot be read, ")]
    public async Task Bad_usage_names_the_culprit(string line, string expected)
    {
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(line.Split(' '));

        Assert.Equal(2, exitCode);
        Assert.StartsWith(expected, terminal.Error, StringComparison.Ordinal);
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, text);
        return path;
    }
}
