using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Execution.Freqtrade.Inspection;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Silo.Api.Execution;
using SqueezeFlow.Silo.Service;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>What the service tells of the bot that takes its orders.</summary>
public sealed class ExecutionChecksTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task An_account_without_a_bot_has_nothing_to_check()
    {
        Assert.Empty((await host.GetAsync("/api/v1/execution/checks")).EnumerateArray());
    }

    [Theory]
    [InlineData("", false, "$WIF,BTC,币安人生")]
    [InlineData("SOL, ETH", true, "SOL,ETH")]
    public async Task The_bot_is_judged_by_what_the_executor_means_to_do(string symbols, bool areNamed, string coins)
    {
        var inspection = new ScriptedInspection();
        await using var app = await StartAsync(inspection, symbols);
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };

        var checks = await client.GetFromJsonAsync<JsonElement>("/execution/checks", TestContext.Current.CancellationToken);

        var check = Assert.Single(checks.EnumerateArray());
        Assert.Equal(("stoploss", "wrong", "-0.99", "-0.25", "change it"), (Text(check, "name"), Text(check, "verdict"), Text(check, "found"), Text(check, "expected"), Text(check, "fix")));
        var expected = inspection.Asked!;
        Assert.Equal((3, 0.01, areNamed, coins), (expected.MaxOpenPositions, expected.RiskPerTrade, expected.AreNamed, string.Join(',', expected.Coins)));
    }

    [Fact]
    public async Task The_bot_of_each_account_is_judged_by_its_own_limits_and_named()
    {
        var (main, alts, flow) = (new ScriptedInspection(), new ScriptedInspection(), new FakeFlow());
        flow.Further["alts"] = new();
        await using var services = new ServiceCollection().AddKeyedSingleton<IBotInspection>("alts", alts).BuildServiceProvider();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Execution:Accounts:alts:Symbols"] = "DOGE", ["Execution:Accounts:alts:MaxOpenPositions"] = "7" }).Build();
        using var checks = new ExecutionChecks([main], Options.Create(new ExecutionOptions()), flow, TimeProvider.System, services, configuration);

        var answers = await checks.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["alts stoploss", "main stoploss"], answers.Select(check => $"{check.Account} {check.Name}"));
        Assert.Equal((7, "DOGE"), (alts.Asked!.MaxOpenPositions, Assert.Single(alts.Asked.Coins)));
        Assert.Equal(new ExecutionOptions().MaxOpenPositions, main.Asked!.MaxOpenPositions);
    }

    [Fact]
    public async Task However_many_ask_the_bot_is_asked_once_in_two_seconds()
    {
        var (inspection, clock) = (new ScriptedInspection { Gate = new() }, new ManualClock());
        using var checks = new ExecutionChecks([inspection], Options.Create(new ExecutionOptions()), new FakeFlow(), clock);

        var asked = Enumerable.Range(0, 5).Select(_ => checks.RunAsync(TestContext.Current.CancellationToken)).ToList();
        inspection.Gate.SetResult();
        var answers = await Task.WhenAll(asked);
        var together = inspection.Count;
        clock.Advance(TimeSpan.FromSeconds(1.9));
        await checks.RunAsync(TestContext.Current.CancellationToken);
        var soon = inspection.Count;
        clock.Advance(TimeSpan.FromSeconds(0.1));
        await checks.RunAsync(TestContext.Current.CancellationToken);

        Assert.All(answers, answer => Assert.Single(answer));
        Assert.Equal((1, 1, 2), (together, soon, inspection.Count));
    }

    private static string? Text(JsonElement check, string name) => check.GetProperty(name).GetString();

    private static async Task<WebApplication> StartAsync(IBotInspection inspection, string symbols)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IGrainAccess>(new FakeFlow());
        builder.Services.AddSingleton(inspection);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ExecutionChecks>();
        builder.Services.Configure<ExecutionOptions>(options => (options.MaxOpenPositions, options.RiskPerTrade, options.Symbols) = (3, 0.01, symbols));
        var app = builder.Build();
        app.MapExecutionApi();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private sealed class ScriptedInspection : IBotInspection
    {
        public EntryExpectations? Asked { get; private set; }

        public int Count { get; private set; }

        public TaskCompletionSource? Gate { get; init; }

        public async Task<IReadOnlyList<AccountCheckView>> InspectAsync(EntryExpectations expected, CancellationToken cancellationToken)
        {
            (Asked, Count) = (expected, Count + 1);
            await (Gate?.Task ?? Task.CompletedTask);
            return [AccountCheckView.Wrong("stoploss", "-0.99", "-0.25", "change it")];
        }
    }
}
