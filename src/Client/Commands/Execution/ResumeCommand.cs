using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Client.Commands.Execution;

/// <summary>Allow entries again.</summary>
internal sealed class ResumeCommand(CommandEnvironment environment)
    : ConsoleCommand(environment, "resume", "Allow entries again", "resume", "resume --json")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var body = await run.Service.PostAsync(ApiPaths.Resume, cancellationToken);
        return run.Write(body, "entries are allowed");
    }
}
