using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Client.Commands.Execution;

/// <summary>Allow entries again.</summary>
internal sealed class ResumeCommand : ConsoleCommand
{
    private readonly Option<string?> _account = Values.Account("Of this account, or all; has to be said where there are several");

    /// <summary>Names it.</summary>
    public ResumeCommand(CommandEnvironment environment)
        : base(environment, "resume", "Allow entries again", "resume", "resume --account all", "resume --json") =>
        Add(_account);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var account = run.Arguments.GetValue(_account);
        var body = await run.Service.PostAsync(new Query().With("account", account).After(ApiPaths.Resume), cancellationToken);
        return run.Write(body, account is null or "all" ? "entries are allowed" : $"entries of {account} are allowed");
    }
}
