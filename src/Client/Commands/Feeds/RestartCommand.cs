using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Shell;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Client.Commands.Feeds;

/// <summary>Closes a connection to a venue and opens it anew.</summary>
internal sealed class RestartCommand : ConsoleCommand
{
    private readonly Argument<string> _feed = Values.Name(ArgumentNames.Feed, "Feed id, e.g. BINANCE/0 (list: squeezeflow feeds)", "give a feed id, e.g. BINANCE/0");

    /// <summary>Names it.</summary>
    public RestartCommand(CommandEnvironment environment)
        : base(environment, "restart", "Close a feed's connection and open it anew", "restart BINANCE/0", "restart BYBIT/1 --json") =>
        Add(_feed);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var feed = run.Arguments.GetRequiredValue(_feed);
        var body = await run.Service.PostAsync(ApiPaths.Of(ApiPaths.FeedRestart, feed), cancellationToken);
        return run.Write(body, $"feed {feed}: restart was asked for (see: squeezeflow feeds)");
    }
}
