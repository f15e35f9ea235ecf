using SqueezeFlow.Client.Commands.Running;

namespace SqueezeFlow.Client.Commands.Execution;

/// <summary>Allow entries again.</summary>
internal sealed class ResumeCommand(CommandSurroundings surroundings)
    : ConsoleCommand(surroundings, "resume", "Allow entries again", "resume", "resume --json")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var body = await run.Service.PostAsync("execution/resume", cancellationToken);
        return run.Tell(body, "entries are allowed");
    }
}
