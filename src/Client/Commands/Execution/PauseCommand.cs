using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Client.Commands.Execution;

/// <summary>Hold entries back; exits go on.</summary>
internal sealed class PauseCommand(CommandEnvironment environment)
    : ConsoleCommand(environment, "pause", "Hold entries back; exits go on", "pause", "pause --json")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var body = await run.Service.PostAsync(ApiPaths.Pause, cancellationToken);
        return run.Write(body, "entries are paused; exits go on (undo: squeezeflow resume)");
    }
}
