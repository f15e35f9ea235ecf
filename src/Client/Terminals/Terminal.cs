using Spectre.Console;
using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Terminals;

/// <summary>Where a command reads and writes, and what it knows of the world around it.</summary>
internal sealed record Terminal
{
    /// <summary>Standard input.</summary>
    public required TextReader In { get; init; }

    /// <summary>Standard output: results, nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: failures and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The screen behind standard output, for tables, colour, live views and keys.</summary>
    public required IAnsiConsole Screen { get; init; }

    /// <summary>Whether a person looks at standard output.</summary>
    public required bool IsScreen { get; init; }

    /// <summary>Whether a person looks at standard error.</summary>
    public required bool IsErrorScreen { get; init; }

    /// <summary>Whether a person types at standard input.</summary>
    public required bool IsKeyboard { get; init; }

    /// <summary>Wall clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Environment variables by name; null when not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Ctrl+C.</summary>
    public required Interrupts Interrupts { get; init; }

    /// <summary>Makes Ctrl+C a key like any other, or an interrupt again.</summary>
    public Action<bool> ControlCIsKey { get; init; } = _ => { };

    /// <summary>Wall time.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Writes a line for people: broken between words where a screen is too narrow for it.</summary>
    public void WriteLine(string text = "")
    {
        if (IsScreen && text.Length > 0)
        {
            Screen.Write(new Text(Figures.Printable(text)));
            Screen.WriteLine();
        }
        else
        {
            Out.WriteLine(Figures.Printable(text));
        }
    }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess(Interrupts interrupts, TimeProvider clock)
    {
        var output = StandardOutput.Open(Console.IsOutputRedirected);
        var isScreen = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        var hasColour = isScreen && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new Terminal
        {
            In = Console.In,
            Out = output,
            Error = Console.Error,
            Screen = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(output),
                Ansi = isScreen ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = hasColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Interactive = isScreen ? InteractionSupport.Detect : InteractionSupport.No,
            }),
            IsScreen = isScreen,
            IsErrorScreen = !Console.IsErrorRedirected,
            IsKeyboard = !Console.IsInputRedirected,
            Clock = clock,
            Variable = Environment.GetEnvironmentVariable,
            Interrupts = interrupts,
            ControlCIsKey = isKey => Console.TreatControlCAsInput = isKey,
        };
    }
}
