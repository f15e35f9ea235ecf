using System.CommandLine;
using System.Globalization;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Shell;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;

namespace SqueezeFlow.Client.Commands.Signals;

/// <summary>Gives a signal by hand.</summary>
internal sealed class SignalCommand : ConsoleCommand
{
    private const string Source = "console";

    private readonly Argument<string> _action = Values.Word("ACTION", "long, short or close", "long", "short", "close");
    private readonly Argument<string?> _symbol = new(ArgumentNames.Symbol) { Description = "Base coin, e.g. BTC; may be left out on a close with --position", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _position = Text("--position", "With close: id of the position, or of the signal that opened it", ArgumentNames.Position);
    private readonly Option<double?> _price = Number("--price", "Price that you saw (the latest one)");
    private readonly Option<double?> _size = Number("--size", "Share of the base risk, 0.1 to 2 (what goes with the score)");
    private readonly Option<int?> _leverage = new("--leverage") { Description = "1 to 10 (what goes with the score)", HelpName = "N" };
    private readonly Option<double?> _stop = Number("--stop", "Price at which the strategy leaves the position");
    private readonly Option<double?> _score = Number("--score", "0 to 10 (5)");
    private readonly Option<string?> _reason = Text("--reason", "Why", "TEXT");
    private readonly Option<string?> _id = Text("--id", "Your own id: the same again is the same signal (a new one)", "TEXT");
    private readonly Option<int> _wait = Values.Whole("--wait", "Seconds to wait for the verdict", 0, 25, 10);
    private readonly Option<bool> _yes = Question.Yes();

    /// <summary>Names it.</summary>
    public SignalCommand(CommandEnvironment environment)
        : base(
            environment,
            "signal",
            "Give a signal: the limits of the strategy's own hold for it",
            "signal long BTC",
            "signal short ETH --stop 2500 --reason \"failed breakout\" --yes",
            "signal close BTC",
            "signal close --position 42 --yes --json")
    {
        Add(_action);
        Add(_symbol);
        foreach (var option in new Option[] { _position, _price, _size, _leverage, _stop, _score, _reason, _id, _wait, _yes })
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var signal = Read(run.Arguments);
        await run.AskAsync(_yes, $"{Words(signal)}: send this signal to {run.Service.BaseAddress}?", cancellationToken);
        var path = new Query().With("wait", run.Arguments.GetValue(_wait)).After(ApiPaths.Signals);
        try
        {
            var answer = await run.Service.SendAsync<SentSignal, SignalRecord>(path, signal, cancellationToken);
            run.Show(answer, record => run.Terminal.WriteLine(Words(record)));
            return answer.Value.Outcome is SignalOutcome.Pending or SignalOutcome.Filled ? ConsoleExit.Done : ConsoleExit.Failed;
        }
        catch (ConsoleFailure failure) when (IsAnswerLost(failure))
        {
            throw new ConsoleFailure(failure.ExitCode, $"{failure.Message}; whether it was taken is not known: repeat it with --id {signal.Id}, which sends the same signal", failure);
        }
    }

    // It may have arrived all the same, unless there was nobody to arrive at.
    private static bool IsAnswerLost(ConsoleFailure failure) =>
        failure.ExitCode != ConsoleExit.BadUsage && failure is not Http.ServiceRefusal { Status: < 500 }
        && failure.InnerException is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    private SentSignal Read(ParseResult arguments) => new(
        arguments.GetValue(_id) ?? Guid.NewGuid().ToString("N"),
        arguments.GetRequiredValue(_action),
        arguments.GetValue(_symbol),
        arguments.GetValue(_position),
        Source,
        arguments.GetValue(_price),
        arguments.GetValue(_size),
        arguments.GetValue(_leverage),
        arguments.GetValue(_stop),
        arguments.GetValue(_score),
        arguments.GetValue(_reason));

    private static string Words(SentSignal signal)
    {
        var what = signal.Symbol?.ToUpperInvariant() ?? $"position {signal.Position}";
        (string Name, double? Value)[] numbers = [("price", signal.Price), ("size", signal.Size), ("leverage", signal.Leverage), ("stop", signal.Stop), ("score", signal.Score)];
        return string.Join(", ", numbers.Where(number => number.Value is not null)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"{number.Name} {number.Value}")).Prepend($"{signal.Action} {what}"));
    }

    private static string Words(SignalRecord record) => record.Outcome switch
    {
        SignalOutcome.Filled => $"{record.Signal.Id}: filled at {Figures.Price(record.FillPrice)}",
        SignalOutcome.Pending => $"{record.Signal.Id}: on its way (outcome: squeezeflow orders)",
        _ => $"{record.Signal.Id}: {record.Outcome.ToString().ToLowerInvariant()}: {record.Detail}",
    };

    private static Option<string?> Text(string name, string description, string help) => new(name) { Description = description, HelpName = help };

    private static Option<double?> Number(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => double.TryParse(Values.Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : Values.Refuse<double?>(result, name, $"is not a number: give e.g. {name} 1.5"),
    };
}
