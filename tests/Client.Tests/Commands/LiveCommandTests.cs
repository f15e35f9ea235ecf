using System.Text.Json;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Tests.Commands;

/// <summary>Commands that follow events.</summary>
public sealed class LiveCommandTests
{
    [Fact]
    public async Task Watch_writes_a_line_of_json_for_the_state_and_each_event()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/symbols/BTC", Samples.Symbol());
        service.Events([(8, "sym", Samples.Symbol(68_000)), (9, "signal", Samples.Record())]);
        using var terminal = new TestTerminal();
        EndAfterLines(terminal, 3);

        var exitCode = await terminal.RunAsync(service, "watch", "btc");

        var lines = terminal.Out.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(0, exitCode);
        Assert.Equal([(7L, "sym"), (8L, "sym"), (9L, "signal")], lines.Select(line => (line.GetProperty("id").GetInt64(), line.GetProperty("kind").GetString()!)));
        Assert.Equal(68_000, lines[1].GetProperty("data").GetProperty("price").GetDouble());
        Assert.Contains("GET /api/v1/events?symbols=BTC&kinds=sym%2Csignal%2Corder&hz=4", service.Requests.Select(item => item.Line));
    }

    [Fact]
    public async Task A_lost_stream_is_taken_up_where_it_ended()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/symbols/BTC", Samples.Symbol());
        service.Events([(8, "sym", Samples.Symbol(1))], [(9, "sym", Samples.Symbol(2))]);
        using var terminal = new TestTerminal();
        EndAfterLines(terminal, 3);

        await terminal.RunAsync(service, "watch", "BTC");

        var asked = service.Requests.Where(item => item.Line.Contains("/events", StringComparison.Ordinal)).Select(item => item.Headers["Last-Event-ID"].ToString());
        Assert.Equal(["7", "8"], asked);
        Assert.Equal(3, terminal.Out.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task A_ring_that_was_too_short_makes_the_state_be_read_again()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/symbols/BTC", Samples.Symbol(5));
        service.Events([(50, "resync", new { })]);
        using var terminal = new TestTerminal();
        EndAfterLines(terminal, 3);

        await terminal.RunAsync(service, "watch", "BTC");

        var last = JsonDocument.Parse(terminal.Out.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal((50, "sym"), (last.GetProperty("id").GetInt64(), last.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Without_events_the_state_is_asked_for_again_and_again()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/symbols/BTC", Samples.Symbol());
        using var terminal = new TestTerminal();
        EndAfterLines(terminal, 2);

        var exitCode = await terminal.RunAsync(service, "watch", "BTC");

        Assert.Equal(0, exitCode);
        Assert.Equal(2, service.Requests.Count(item => item.Line == "GET /api/v1/symbols/BTC"));
    }

    [Fact]
    public async Task Seconds_end_a_live_command_by_themselves()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/symbols/BTC", Samples.Symbol());
        service.Events([]);
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "watch", "BTC", "--seconds", "0.3");

        Assert.Equal((0, string.Empty), (exitCode, terminal.Error));
    }

    [Fact]
    public async Task Followed_signals_come_once_each_oldest_first_with_new_outcomes()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/signals", new[] { Samples.Record("ETH", 60_000), Samples.Record("BTC") });
        service.Events(
            [(8, "signal", Samples.Record("BTC")), (9, "signal", Samples.Record("SOL", 90_000, SignalOutcome.Pending))],
            [(10, "signal", Samples.Record("SOL", 90_000, SignalOutcome.Expired))]);
        using var terminal = new TestTerminal();
        EndAfterLines(terminal, 4);

        await terminal.RunAsync(service, "signals", "--follow");

        var lines = terminal.Out.TrimEnd().Split('\n');
        Assert.Collection(
            lines,
            line => Assert.Contains("BTC", line, StringComparison.Ordinal),
            line => Assert.Contains("ETH", line, StringComparison.Ordinal),
            line => Assert.Contains("pending", line, StringComparison.Ordinal),
            line => Assert.Contains("expired", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Followed_signals_as_json_are_records()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/signals", new[] { Samples.Record() });
        service.Events([]);
        using var terminal = new TestTerminal();
        EndAfterLines(terminal, 1);

        await terminal.RunAsync(service, "signals", "--follow", "--json");

        var record = JsonSerializer.Deserialize<SignalRecord>(terminal.Out, Client.Http.ClientJson.Options);
        Assert.Equal(Samples.Record(), record);
    }

    [Fact]
    public async Task The_live_screen_shows_price_flow_evaluation_position_and_signals()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/symbols/BTC", Samples.Symbol())
            .Answer("/api/v1/symbols/BTC/cvd", Samples.Cvd())
            .Answer("/api/v1/symbols/BTC/explain", Samples.Explanation())
            .Answer("/api/v1/positions", new[] { Samples.Position() })
            .Answer("/api/v1/signals", new[] { Samples.Record() });
        using var terminal = new TestTerminal();
        terminal.Terminal = terminal.Terminal with { IsScreen = true };
        service.On("/api/v1/events", _ =>
        {
            // Events are asked for once the first state has been drawn.
            terminal.Terminal.Interrupts.Raise();
            return Task.CompletedTask;
        });

        var exitCode = await terminal.RunAsync(service, "watch", "BTC");

        Assert.Equal((0, string.Empty), (exitCode, terminal.Error));
        string[] figures = ["67,123.50", "+$346k", "-$78.9k", "+$425k", "score 3.25", "spot delta over 10 bars is $120.00", "0.125", "66,910.75", "▁█"];
        Assert.All(figures, figure => Assert.Contains(figure, terminal.Screen.Output, StringComparison.Ordinal));
    }

    private static void EndAfterLines(TestTerminal terminal, int count)
    {
        var seen = 0;
        terminal.LineWritten = _ =>
        {
            if (++seen == count)
            {
                terminal.Terminal.Interrupts.Raise();
            }
        };
    }
}
