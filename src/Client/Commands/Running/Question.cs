using System.CommandLine;

namespace SqueezeFlow.Client.Commands.Running;

/// <summary>Asks before something is done that cannot be taken back.</summary>
internal static class Question
{
    /// <summary>Says yes beforehand.</summary>
    public static Option<bool> Yes() => new("--yes", "-y") { Description = "Do not ask" };

    /// <summary>Goes on when the answer is yes; where nobody can be asked it has to be given beforehand.</summary>
    /// <exception cref="ConsoleFailure">The answer is no, or there is none.</exception>
    public static async Task AskAsync(this CommandRun run, Option<bool> yes, string question, CancellationToken cancellationToken)
    {
        if (run.Arguments.GetValue(yes))
        {
            return;
        }

        if (!run.Terminal.IsKeyboard)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, $"{yes.Name}: missing: nobody can be asked here, give it to go on");
        }

        await run.Terminal.Error.WriteAsync($"{question} [y/N] ");
        await run.Terminal.Error.FlushAsync(cancellationToken);
        var answer = await run.Terminal.In.ReadLineAsync(cancellationToken);
        if (answer?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
        {
            throw new ConsoleFailure(ConsoleExit.Failed, "nothing was sent");
        }
    }
}
