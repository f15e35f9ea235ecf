using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Views.Shadowing;

namespace SqueezeFlow.Client.Commands.Shadowing;

/// <summary>Writes a shadow's parameters down to become the live ones.</summary>
internal sealed class ShadowPromoteCommand : ConsoleCommand
{
    private readonly Argument<string> _name = Values.Name("NAME", "Name of the shadow (list: squeezeflow shadows)", "give the name of a shadow, e.g. fast");
    private readonly Option<bool> _yes = Question.Yes();

    /// <summary>Names it.</summary>
    public ShadowPromoteCommand(CommandEnvironment environment)
        : base(environment, "promote", "Write a shadow's parameters down to become the live ones; says what is to be done", "shadows promote fast", "shadows promote fast --yes")
    {
        Add(_name);
        Add(_yes);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var name = run.Arguments.GetRequiredValue(_name);
        var shadow = (await run.Service.GetAsync<ShadowDetailView>(ApiPaths.Of(ApiPaths.Shadow, name), cancellationToken)).Value.Shadow;
        var question = FormattableString.Invariant(
            $"{shadow.Name}, rank {shadow.Rank}, {shadow.Closed} closed trades, {shadow.ReturnPercent:+0.00;-0.00;0.00} %: write its parameters down to become the live ones?");
        await run.AskAsync(_yes, question, cancellationToken);
        var answer = await run.Service.SendAsync<object, PromotedView>(ApiPaths.Of(ApiPaths.ShadowPromote, name), new { }, cancellationToken);
        return run.Show(answer, promoted => run.Terminal.Out.WriteLine(
            $"{promoted.Name} (parameters {ParameterHash.Short(promoted.ParametersHash)}) is written to {promoted.File}{Environment.NewLine}{promoted.Next}"));
    }
}
