using System.Text;

namespace SqueezeFlow.Silo.Commands.Running;

/// <summary>
/// Standard error of a process: lines scroll, and on a terminal one line below them says how far the run is. The log, complaints and that line all
/// go through here, so that none writes into another. Safe for concurrent use.
/// </summary>
/// <param name="inner">Where everything goes in the end.</param>
/// <param name="width">Columns of the terminal now; null when there is none, and the line that says how far is not shown.</param>
internal sealed class ErrorScreen(TextWriter inner, Func<int>? width) : TextWriter
{
    private const string Erase = "\r\e[K";

    private readonly Lock _gate = new();
    private string _text = string.Empty;
    private bool _isPainted;
    private bool _isAtLineStart = true;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Whether a person looks at it.</summary>
    public bool IsTerminal => width is not null;

    /// <summary>The standard error of this process.</summary>
    public static ErrorScreen OfProcess() => new(
        Console.Error,
        Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb" ? null : () => Console.WindowWidth);

    /// <summary>Shows how far the run is, in place of what was shown before; nothing without parts. Parts that the terminal is too narrow for are left out.</summary>
    public void Show(params ReadOnlySpan<string> parts)
    {
        if (width is null)
        {
            return;
        }

        lock (_gate)
        {
            _text = Fit(parts, width() - 1);
            Paint(string.Empty);
        }
    }

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        lock (_gate)
        {
            _isAtLineStart = value.EndsWith('\n');
            Paint(value);
        }
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Show();
        }

        base.Dispose(disposing);
    }

    // The line below stands only where the lines above it are whole.
    private void Paint(string scrolling)
    {
        inner.Write((_isPainted ? Erase : string.Empty) + scrolling + (_isAtLineStart ? _text : string.Empty));
        inner.Flush();
        _isPainted = _isAtLineStart && _text.Length > 0;
    }

    private static string Fit(ReadOnlySpan<string> parts, int columns)
    {
        var text = string.Empty;
        foreach (var part in parts)
        {
            var longer = text.Length == 0 ? part : $"{text}  {part}";
            if (longer.Length > columns)
            {
                break;
            }

            text = longer;
        }

        return text;
    }
}
