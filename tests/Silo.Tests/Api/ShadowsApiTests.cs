using System.Text.Json;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Signals.Parameters.Files;
using SqueezeFlow.Core.Views.Shadowing;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class ShadowsApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly StrategyParameters Fast = new() { Entry = new() { MinScore = 4 } };

    [Fact]
    public async Task Shadows_are_told_over_all_symbols_the_best_first()
    {
        Stand();

        var body = await host.GetAsync("/api/v1/shadows");

        // Three symbols are tracked, and each tells the same.
        Assert.Equal([("fast", 1, 10_300.0), ("live", 2, 10_000.0)], body.EnumerateArray().Select(Line));
        Assert.Equal(0.5, body[0].GetProperty("agreement").GetDouble());
        Assert.Equal(3, body[0].GetProperty("symbols").GetInt32());
    }

    [Fact]
    public async Task One_shadow_is_told_with_its_symbols_in_any_letter_case_and_an_unknown_one_with_the_nearest()
    {
        Stand();

        var body = await host.GetAsync("/api/v1/shadows/FAST");
        var unknown = await host.GetAsync("/api/v1/shadows/fst", 404);

        Assert.Equal("fast", body.GetProperty("shadow").GetProperty("name").GetString());
        Assert.Equal(3, body.GetProperty("symbols").GetArrayLength());
        Assert.Contains("did you mean fast?", unknown.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promotion_writes_a_file_that_holds_the_parameters_and_says_what_to_do()
    {
        Stand();

        var (status, body) = await host.ChangeAsync(HttpMethod.Post, "/api/v1/shadows/fast/promote");
        var (live, _) = await host.ChangeAsync(HttpMethod.Post, "/api/v1/shadows/live/promote");

        var file = body.GetProperty("file").GetString()!;
        Assert.Equal((200, 404), (status, live));
        Assert.Equal(Fast, ParameterReader.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Parameters);
        Assert.Equal($"Strategy:ParametersFile={file}", body.GetProperty("setting").GetString());
        Assert.Equal(ParameterHash.Of(Fast), body.GetProperty("parametersHash").GetString());
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    private static (string, int, double) Line(JsonElement shadow) =>
        (shadow.GetProperty("name").GetString()!, shadow.GetProperty("rank").GetInt32(), shadow.GetProperty("equityUsd").GetDouble());

    private void Stand()
    {
        host.Shadows.Use([new("live", StrategyParameters.Corrected), new("fast", Fast)], 10_000, 0.001);
        host.Flow.Shadows = [View("fast", 10_100), View("live", 10_000)];
    }

    private static ShadowSymbolView View(string name, double equity) =>
        new(name, "BTC", "", FakeFlow.MarketTime, FakeFlow.MarketTime, 10_000, equity, equity - 10_000, 4, 2, 1, 0, 2, 1, 1, null, []);
}
