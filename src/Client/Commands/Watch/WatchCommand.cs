using System.CommandLine;
using Spectre.Console;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;

namespace SqueezeFlow.Client.Commands.Watch;

/// <summary>One symbol, live.</summary>
internal sealed class WatchCommand : ConsoleCommand
{
    private readonly Argument<string> _symbol = Values.Symbol();
    private readonly Option<double?> _seconds = Values.Seconds();

    /// <summary>Names it.</summary>
    public WatchCommand(CommandEnvironment environment)
        : base(environment, "watch", "One symbol, live: price, flow, evaluation, position, signals", "watch BTC", "watch BTC --seconds 60", "watch BTC --json | head -n 5")
    {
        Add(_symbol);
        Add(_seconds);
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var symbol = run.Arguments.GetRequiredValue(_symbol);
        return Live.RunAsync(
            run.Terminal,
            run.Arguments.GetValue(_seconds),
            token => run.IsJson || !run.Terminal.IsScreen ? WriteLinesAsync(run, symbol, token) : DrawAsync(run, symbol, token),
            cancellationToken);
    }

    private static async Task WriteLinesAsync(CommandRun run, string symbol, CancellationToken cancellationToken)
    {
        await foreach (var item in new WatchSource(run.Service, symbol).ReadAsync(cancellationToken))
        {
            run.Terminal.Out.WriteLine(ClientJson.Write(item));
        }
    }

    private static Task DrawAsync(CommandRun run, string symbol, CancellationToken cancellationToken)
    {
        var board = new WatchBoard(run.Service, symbol);
        return run.Terminal.Screen.Live(WatchScreen.Of(board, lost: null)).StartAsync(async screen =>
        {
            WatchSource? source = null;
            void Draw() => screen.UpdateTarget(WatchScreen.Of(board, source?.Lost));

            source = new WatchSource(run.Service, symbol) { StateChanged = Draw };
            await foreach (var item in source.ReadAsync(cancellationToken))
            {
                await board.ApplyAsync(item, cancellationToken);
                Draw();
            }
        });
    }
}
