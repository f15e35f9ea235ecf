using Spectre.Console.Testing;
using SqueezeFlow.Client.Commands;
using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Tests.Doubles;

/// <summary>A terminal that keeps what was written.</summary>
internal sealed class TestTerminal : IDisposable
{
    private readonly LineWriter _out = new();
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public TestTerminal() => Terminal = new Terminal
    {
        In = TextReader.Null,
        Out = _out,
        Error = _error,
        Screen = Screen,
        IsScreen = false,
        IsErrorScreen = false,
        IsKeyboard = false,
        Clock = new FixedClock(),
        Variable = name => Variables.GetValueOrDefault(name),
        Interrupts = new Interrupts(),
    };

    public Terminal Terminal { get; set; }

    public TestConsole Screen { get; } = new TestConsole().Width(220);

    /// <summary>Makes a screen of so many columns of it.</summary>
    public int Width
    {
        init
        {
            Screen.Width(value);
            Terminal = Terminal with { IsScreen = true };
        }
    }

    public Dictionary<string, string> Variables { get; } = [];

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    /// <summary>Called after each whole line; may end the run.</summary>
    public Action<string>? LineWritten { set => _out.LineWritten = value; }

    /// <summary>Runs a command line against a service.</summary>
    public Task<int> RunAsync(ServiceDouble service, params string[] arguments) =>
        RunAsync([.. arguments, "--url", service.Url]);

    /// <summary>Runs a command line.</summary>
    public Task<int> RunAsync(params string[] arguments) =>
        ConsoleCommands.RunAsync(arguments, Terminal).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Screen.Dispose();
        Terminal.Interrupts.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    /// <summary>Wall time stands still at <see cref="Samples.Wall"/>; timers run.</summary>
    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Samples.Wall;
    }

    private sealed class LineWriter : StringWriter
    {
        public LineWriter() => NewLine = "\n";

        public Action<string>? LineWritten { get; set; }

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            LineWritten?.Invoke(value ?? string.Empty);
        }
    }
}
