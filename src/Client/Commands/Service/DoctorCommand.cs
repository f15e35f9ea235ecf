using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>Looks for what is wrong.</summary>
internal sealed class DoctorCommand(CommandEnvironment environment)
    : ConsoleCommand(environment, "doctor", "Look for what is wrong; exit code 1 if anything is", "doctor", "doctor --json", "doctor --url http://10.0.0.5:3000")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        Check[] checks =
        [
            .. await ServiceChecks.RunAsync(run.Service, run.Terminal.Clock, cancellationToken),
            .. LocalChecks.Run(run.Terminal),
        ];
        var wrong = checks.Count(check => check.IsWrong);
        if (run.IsJson)
        {
            run.Terminal.Out.WriteLine(ClientJson.Write(new { Healthy = wrong == 0, Wrong = wrong, Checks = checks }));
        }
        else
        {
            Show(run.Terminal, checks, wrong);
        }

        return wrong == 0 ? ConsoleExit.Done : ConsoleExit.Failed;
    }

    private static void Show(Terminal terminal, Check[] checks, int wrong)
    {
        var sheet = new Sheet("check", "verdict", Column.Prose("found"));
        foreach (var check in checks)
        {
            var tone = check.Verdict switch { "ok" => Tone.Good, "note" => Tone.Warning, _ => Tone.Bad };
            sheet.Add(check.Name, new Cell(check.Verdict, tone), check.Fix is null ? check.Found : $"{check.Found}: {check.Fix}");
        }

        sheet.Write(terminal);
        terminal.WriteLine(wrong == 0 ? "nothing is wrong" : $"{Figures.Count(wrong)} wrong");
    }
}
