using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Execution.Freqtrade.Monitoring;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

public sealed class StartupCheckTests
{
    [Fact]
    public async Task A_live_bot_is_reported_at_start()
    {
        await using var bench = await Bench.StartAsync();
        bench.Bot.Settings.IsDryRun = false;

        var lines = await RunAsync(bench);

        Assert.Contains("Execution:AllowLive", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fit_bot_is_named_at_start()
    {
        await using var bench = await Bench.StartAsync();

        var lines = await RunAsync(bench);

        Assert.Equal(["FreqTrade squeezeflow-exec 2024.9 is ready: futures, dry run"], lines);
    }

    private static async Task<string[]> RunAsync(Bench bench)
    {
        var log = new Lines();
        using var check = new FreqtradeStartupCheck(bench.Monitor, log);
        await check.StartAsync(TestContext.Current.CancellationToken);
        await check.ExecuteTask!;
        return [.. log.All];
    }

    private sealed class Lines : ILogger<FreqtradeStartupCheck>
    {
        public ConcurrentQueue<string> All { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue(formatter(state, exception));
    }
}
