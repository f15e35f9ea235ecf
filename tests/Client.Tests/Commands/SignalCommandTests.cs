using System.Text.Json;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;

namespace SqueezeFlow.Client.Tests.Commands;

/// <summary>Signals that are given by hand.</summary>
public sealed class SignalCommandTests
{
    private const string Path = "/api/v1/signals";

    private static readonly Signal Given = ExternalSignals.Entry(new() { Id = "1", Source = "console", Symbol = "BTC", Action = SignalAction.Long }, 1_735_689_600_000, 100);

    [Fact]
    public async Task A_signal_is_sent_as_it_was_typed_and_its_verdict_is_told()
    {
        await using var service = await ServiceDouble.StartAsync();
        var sent = Answer(service, new(Given, SignalOutcome.Filled, null, 100.5));
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "signal", "long", "BTC", "--stop", "99.5", "--leverage", "3", "--reason", "two words", "--yes");

        Assert.Equal((0, $"{Given.Id}: filled at 100.5000\n", ""), (exitCode, terminal.Out, terminal.Error));
        Assert.Equal($"POST {Path}?wait=10", Assert.Single(service.Requests).Line);
        using var body = JsonDocument.Parse(await sent.Task);
        var (signal, faults) = ExternalSignalReader.Read(body.RootElement);
        Assert.Empty(faults);
        Assert.Equal(("console", "BTC", SignalAction.Long, 99.5, 3, "two words"), (signal!.Source, signal.Symbol, signal.Action, signal.Stop!.Value, signal.Leverage!.Value, signal.Reason));
    }

    [Theory]
    [InlineData("y", 0, true)]
    [InlineData(" YES ", 0, true)]
    [InlineData("", 1, false)]
    [InlineData("n", 1, false)]
    public async Task A_person_is_asked_first(string answer, int expected, bool isSent)
    {
        await using var service = await ServiceDouble.StartAsync();
        Answer(service, new(Given, SignalOutcome.Pending));
        using var terminal = new TestTerminal();
        terminal.Terminal = terminal.Terminal with { IsKeyboard = true, In = new StringReader(answer + "\n") };

        var exitCode = await terminal.RunAsync(service, "signal", "close", "--position", "42", "--wait", "0");

        Assert.Equal((expected, isSent), (exitCode, !service.Requests.IsEmpty));
        Assert.StartsWith($"close position 42: send this signal to {service.Url}/? [y/N] ", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verdict_against_it_is_told_and_is_no_success()
    {
        await using var service = await ServiceDouble.StartAsync();
        Answer(service, new(Given, SignalOutcome.Rejected, "2 positions are open, the limit is 2"));
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "signal", "long", "BTC", "--yes");

        Assert.Equal((1, $"{Given.Id}: rejected: 2 positions are open, the limit is 2\n"), (exitCode, terminal.Out));
    }

    [Fact]
    public async Task Without_an_answer_it_says_how_to_send_the_same_again()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Refuse(Path, 503, "Not available now", "The signal could not be kept: the disk is full");
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "signal", "long", "BTC", "--yes", "--id", "mine");

        Assert.Equal(1, exitCode);
        Assert.Contains("the disk is full; whether it was taken is not known: repeat it with --id mine", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_final_and_promises_nothing()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Refuse(Path, 409, "The call was refused", "symbol: 'BTC': the position is not ours");
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "signal", "close", "BTC", "--yes");

        Assert.Equal((1, "symbol: 'BTC': the position is not ours\n"), (exitCode, terminal.Error));
    }

    private static TaskCompletionSource<string> Answer(ServiceDouble service, SignalRecord record)
    {
        var sent = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        service.On(Path, async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            sent.SetResult(await reader.ReadToEndAsync(context.RequestAborted));
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(ServiceDouble.BodyOf(record)), context.RequestAborted);
        });
        return sent;
    }
}
