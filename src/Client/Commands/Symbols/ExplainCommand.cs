using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Shell;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Client.Commands.Symbols;

/// <summary>Why the strategy decided as it did, and what became of a signal.</summary>
internal sealed class ExplainCommand : ConsoleCommand
{
    private readonly Argument<string> _symbol = Values.Symbol();
    private readonly Option<DateTimeOffset?> _at = Values.Moment("--at", "Market time of a past bar, up to 48 h back (default: the latest)");
    private readonly Option<string?> _signal = new("--signal")
    {
        Description = "The whole life of one signal instead (ids: squeezeflow orders)",
        HelpName = "ID",
    };

    /// <summary>Names it.</summary>
    public ExplainCommand(CommandEnvironment environment)
        : base(
            environment,
            "explain",
            "Why the strategy decided as it did: the first condition that fails, then all of them; or the whole life of a signal",
            "explain BTC",
            "explain BTC --at 2025-01-01T12:05:00Z",
            "explain --signal sqz-BTCUSDT-1735718400000-L",
            "explain BTC --json")
    {
        _symbol.Arity = ArgumentArity.ZeroOrOne;
        Add(_symbol);
        Add(_at);
        Add(_signal);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (symbol, at, signal) = (run.Arguments.GetValue(_symbol), run.Arguments.GetValue(_at), run.Arguments.GetValue(_signal));
        if (signal is not null)
        {
            RefuseBeside(symbol, at);
            var life = await run.Service.GetAsync<SignalLife>(ApiPaths.Of(ApiPaths.Signal, signal), cancellationToken);
            return run.Show(life, found => LifeTable.Write(run.Terminal, found));
        }

        if (symbol is null)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, $"{ArgumentNames.Symbol}: missing: give one, e.g. squeezeflow explain BTC, or a signal with --signal ID");
        }

        var path = new Query().With("at", at).After(ApiPaths.Of(ApiPaths.SymbolExplanation, symbol));
        var answer = await run.Service.GetAsync<Explanation>(path, cancellationToken);
        return run.Show(answer, explanation => DecisionTable.Write(run.Terminal, explanation));
    }

    // The signal names symbol and bar already.
    private void RefuseBeside(string? symbol, DateTimeOffset? at)
    {
        if (symbol is not null || at is not null)
        {
            var stranger = symbol is not null ? ArgumentNames.Symbol : _at.Name;
            throw new ConsoleFailure(ConsoleExit.BadUsage, $"{stranger}: does not go with {_signal.Name}: leave one of the two out");
        }
    }
}
