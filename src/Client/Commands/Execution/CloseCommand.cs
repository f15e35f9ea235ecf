using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Shell;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Client.Commands.Execution;

/// <summary>Closes a position.</summary>
internal sealed class CloseCommand : ConsoleCommand
{
    private readonly Argument<string> _id = Values.Name(ArgumentNames.Position, "Position id (list: squeezeflow positions)", "give a position id, e.g. 42");
    private readonly Option<string?> _account = Values.Account("Of this account; needed where several have a position of that id");

    /// <summary>Names it.</summary>
    public CloseCommand(CommandEnvironment environment)
        : base(environment, "close", "Close a position at the market", "close 42", "close 42 --account scalper", "close 42 --json")
    {
        Add(_id);
        Add(_account);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var id = run.Arguments.GetRequiredValue(_id);
        var body = await run.Service.PostAsync(new Query().With("account", run.Arguments.GetValue(_account)).After(ApiPaths.Of(ApiPaths.PositionClose, id)), cancellationToken);
        return run.Write(body, $"position {id}: close was sent (outcome: squeezeflow orders)");
    }
}
