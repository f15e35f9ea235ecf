using Microsoft.Extensions.Configuration;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Silo.Commands.Demo;

namespace SqueezeFlow.Silo.Tests.Commands;

/// <summary>A demo with a real bot moves no real money.</summary>
public sealed class DemoBotTests
{
    private const string LiveKey = "Execution:AllowLive";

    [Theory]
    [InlineData("true")]
    [InlineData(" True ")]
    public async Task Real_money_is_refused_however_it_is_allowed(string value)
    {
        var failure = await Assert.ThrowsAsync<CommandFailure>(() => StartAsync(value));

        Assert.StartsWith(LiveKey, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    public async Task The_service_of_a_demo_may_move_no_real_money(string? value)
    {
        await using var bot = await StartAsync(value);

        Assert.Equal("false", bot.Configuration[LiveKey]);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(null, false)]
    public async Task A_bot_must_say_that_it_is_in_dry_run(bool? isDryRun, bool isTaken)
    {
        var fault = await Record.ExceptionAsync(() => DemoBot.CheckAsync(new ReadyBot(isDryRun), TestContext.Current.CancellationToken));

        Assert.Equal(isTaken, fault is null);
        Assert.True(fault is null or CommandFailure, $"{fault}");
    }

    private static Task<DemoBot> StartAsync(string? allowLive)
    {
        Dictionary<string, string?> values = new() { ["Execution:Freqtrade:Url"] = "http://127.0.0.1:1", [LiveKey] = allowLive };
        var given = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return DemoBot.StartAsync(new(1, 1, 1, 1, null, false, DemoExecution.Freqtrade), null!, given, TimeProvider.System);
    }

    private sealed class ReadyBot(bool? isDryRun) : IFreqtradeMonitor
    {
        public Task<FreqtradeStatus> CheckAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new FreqtradeStatus(true, true, "bot", "2026.6", "running", isDryRun, "futures", TimeSpan.Zero, null, []));
    }
}
