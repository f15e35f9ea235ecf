using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Client.Commands.Execution;

/// <summary>Hold entries back; exits go on.</summary>
internal sealed class PauseCommand : ConsoleCommand
{
    private readonly Option<string?> _account = Values.Account("Of this account; of all without");

    /// <summary>Names it.</summary>
    public PauseCommand(CommandEnvironment environment)
        : base(environment, "pause", "Hold entries back; exits go on", "pause", "pause --account scalper", "pause --json") =>
        Add(_account);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var account = run.Arguments.GetValue(_account);
        var body = await run.Service.PostAsync(new Query().With("account", account).After(ApiPaths.Pause), cancellationToken);
        return run.Write(body, account is null
            ? "entries are paused; exits go on (undo: squeezeflow resume)"
            : $"entries of {account} are paused; exits go on (undo: squeezeflow resume --account {account})");
    }
}
