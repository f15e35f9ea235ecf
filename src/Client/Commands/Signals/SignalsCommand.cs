using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Commands.Signals;

/// <summary>Signals and what became of them.</summary>
internal sealed class SignalsCommand : ConsoleCommand
{
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on with new signals and outcomes as they come" };
    private readonly Option<string?> _symbol = Values.SymbolFilter();
    private readonly Option<int> _limit = Values.Whole("--limit", "At most so many past ones", 1, 10_000, 20);
    private readonly Option<double?> _seconds = Values.Seconds();

    /// <summary>Names it.</summary>
    public SignalsCommand(CommandEnvironment environment)
        : base(environment, "signals", "Signals and what became of them, newest first", "signals --limit 50", "signals --follow --symbol BTC", "signals --follow --seconds 60 --json")
    {
        Add(_follow);
        Add(_symbol);
        Add(_limit);
        Add(_seconds);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var symbol = run.Arguments.GetValue(_symbol);
        var path = new Query().With("symbol", symbol).With("limit", run.Arguments.GetValue(_limit)).After(ApiPaths.Signals);
        if (!run.Arguments.GetValue(_follow))
        {
            var answer = await run.Service.GetAsync<SignalRecord[]>(path, cancellationToken);
            return run.Show(answer, records => SignalTable.Of(records).Write(run.Terminal, "no signals yet"));
        }

        var tail = new SignalTail(run.Service, symbol, path);
        return await Live.RunAsync(run.Terminal, run.Arguments.GetValue(_seconds), FollowAsync, cancellationToken);

        async Task FollowAsync(CancellationToken token)
        {
            await foreach (var record in tail.ReadAsync(token))
            {
                run.Write(Http.ClientJson.Write(record), SignalTable.Line(record));
            }
        }
    }
}
