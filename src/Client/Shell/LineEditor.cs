using Spectre.Console;

namespace SqueezeFlow.Client.Shell;

/// <summary>Reads a line key by key: cursor keys, history, completion, and the usual control keys.</summary>
/// <param name="keys">Where keys come from.</param>
/// <param name="output">Where the line is drawn.</param>
/// <param name="width">Columns of the screen.</param>
/// <param name="history">Lines typed before.</param>
/// <param name="complete">Words that can stand at the end of a text.</param>
internal sealed class LineEditor(
    IAnsiConsoleInput keys,
    TextWriter output,
    Func<int> width,
    CommandHistory history,
    Func<string, CancellationToken, ValueTask<IReadOnlyList<string>>> complete)
{
    private LineBuffer _line = new();
    private string _prompt = string.Empty;
    private string _draft = string.Empty;
    private int _place;

    /// <summary>Reads a line; null at the end of the input (Ctrl+D on an empty line), empty after Ctrl+C.</summary>
    public async Task<string?> ReadAsync(string prompt, CancellationToken cancellationToken)
    {
        (_prompt, _line, _draft, _place) = (prompt, new LineBuffer(), string.Empty, history.Lines.Count);
        Draw();
        while (await keys.ReadKeyAsync(intercept: true, cancellationToken) is { } key)
        {
            var isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
            switch (key.Key)
            {
                case var _ when !char.IsControl(key.KeyChar):
                    _line.Insert(key.KeyChar.ToString());
                    break;
                case ConsoleKey.Enter:
                    return Leave(_line.Text);
                case ConsoleKey.C when isControl:
                    return Leave(string.Empty, "^C");
                case ConsoleKey.D when isControl && _line.Text.Length == 0:
                    return Leave(null);
                case ConsoleKey.Tab:
                    await CompleteAsync(cancellationToken);
                    break;
                default:
                    Press(key, isControl);
                    break;
            }

            Draw();
        }

        return null;
    }

    private void Press(ConsoleKeyInfo key, bool isControl)
    {
        switch (key.Key)
        {
            case ConsoleKey.UpArrow: Recall(-1); break;
            case ConsoleKey.DownArrow: Recall(1); break;
            case ConsoleKey.Home: _line.MoveTo(0); break;
            case ConsoleKey.End: _line.MoveTo(_line.Text.Length); break;
            case ConsoleKey.LeftArrow: _line.MoveTo(isControl ? _line.WordStart() : _line.Cursor - 1); break;
            case ConsoleKey.RightArrow: _line.MoveTo(isControl ? _line.WordEnd() : _line.Cursor + 1); break;
            case ConsoleKey.Backspace: _line.Backspace(); break;
            case ConsoleKey.Delete: _line.Delete(); break;
            case ConsoleKey.Escape: _line.Set(string.Empty); break;
            default:
                if (isControl)
                {
                    PressControl(key.Key);
                }

                break;
        }
    }

    private void PressControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A: _line.MoveTo(0); break;
            case ConsoleKey.E: _line.MoveTo(_line.Text.Length); break;
            case ConsoleKey.B: _line.MoveTo(_line.Cursor - 1); break;
            case ConsoleKey.F: _line.MoveTo(_line.Cursor + 1); break;
            case ConsoleKey.D: _line.Delete(); break;
            case ConsoleKey.H: _line.Backspace(); break;
            case ConsoleKey.K: _line.CutToEnd(); break;
            case ConsoleKey.U: _line.CutToStart(); break;
            case ConsoleKey.W: _line.CutWord(); break;
            case ConsoleKey.P: Recall(-1); break;
            case ConsoleKey.N: Recall(1); break;
            case ConsoleKey.L: output.Write("\e[H\e[2J"); break;
        }
    }

    private void Recall(int step)
    {
        var next = _place + step;
        if (next < 0 || next > history.Lines.Count)
        {
            return;
        }

        _draft = _place == history.Lines.Count ? _line.Text : _draft;
        _place = next;
        _line.Set(next == history.Lines.Count ? _draft : history.Lines[next]);
    }

    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        var before = _line.Text[.._line.Cursor];
        var typed = before.Length - (before.LastIndexOf(' ') + 1);
        var words = await complete(before, cancellationToken);
        if (words.Count == 1)
        {
            _line.ReplaceBefore(typed, words[0] + " ");
        }
        else if (words.Count > 1 && CommonStart(words) is var start && start.Length > typed)
        {
            _line.ReplaceBefore(typed, start);
        }
        else if (words.Count > 1)
        {
            output.Write("\r\n" + string.Join("  ", words) + "\r\n");
        }
    }

    private static string CommonStart(IReadOnlyList<string> words)
    {
        var length = 0;
        while (words.All(word => word.Length > length && char.ToUpperInvariant(word[length]) == char.ToUpperInvariant(words[0][length])))
        {
            length++;
        }

        return words[0][..length];
    }

    private string? Leave(string? line, string mark = "")
    {
        _line.MoveTo(_line.Text.Length);
        Draw();
        output.Write(mark + "\r\n");
        return line;
    }

    private void Draw()
    {
        // A line wider than the screen is shown through a window that follows the cursor.
        var room = Math.Max(8, width() - _prompt.Length - 1);
        var from = Math.Max(0, _line.Cursor - room);
        var shown = _line.Text.Substring(from, Math.Min(room, _line.Text.Length - from));
        var column = _prompt.Length + _line.Cursor - from;
        output.Write($"\r{_prompt}{shown}\e[K\r{(column > 0 ? $"\e[{column}C" : string.Empty)}");
        output.Flush();
    }
}
