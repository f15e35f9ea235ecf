namespace SqueezeFlow.Client.Shell;

/// <summary>A line being typed.</summary>
internal sealed class LineBuffer
{
    /// <summary>What stands there.</summary>
    public string Text { get; private set; } = string.Empty;

    /// <summary>Where the next character goes, 0 to the length.</summary>
    public int Cursor { get; private set; }

    /// <summary>Puts <paramref name="text"/> in place of everything, cursor at its end.</summary>
    public void Set(string text) => (Text, Cursor) = (text, text.Length);

    /// <summary>Puts <paramref name="text"/> at the cursor.</summary>
    public void Insert(string text) => (Text, Cursor) = (Text.Insert(Cursor, text), Cursor + text.Length);

    /// <summary>Puts <paramref name="text"/> in place of the last <paramref name="count"/> characters before the cursor.</summary>
    public void ReplaceBefore(int count, string text)
    {
        Remove(Cursor - count, Cursor);
        Insert(text);
    }

    /// <summary>Moves the cursor, kept within the line.</summary>
    public void MoveTo(int position) => Cursor = Math.Clamp(position, 0, Text.Length);

    /// <summary>Takes away the character before the cursor.</summary>
    public void Backspace() => Remove(Cursor - 1, Cursor);

    /// <summary>Takes away the character at the cursor.</summary>
    public void Delete() => Remove(Cursor, Cursor + 1);

    /// <summary>Takes away everything from the cursor on.</summary>
    public void CutToEnd() => Remove(Cursor, Text.Length);

    /// <summary>Takes away everything before the cursor.</summary>
    public void CutToStart() => Remove(0, Cursor);

    /// <summary>Takes away the word before the cursor.</summary>
    public void CutWord() => Remove(WordStart(), Cursor);

    /// <summary>Start of the word before the cursor.</summary>
    public int WordStart()
    {
        var at = Cursor;
        while (at > 0 && Text[at - 1] == ' ')
        {
            at--;
        }

        while (at > 0 && Text[at - 1] != ' ')
        {
            at--;
        }

        return at;
    }

    /// <summary>End of the word after the cursor.</summary>
    public int WordEnd()
    {
        var at = Cursor;
        while (at < Text.Length && Text[at] == ' ')
        {
            at++;
        }

        while (at < Text.Length && Text[at] != ' ')
        {
            at++;
        }

        return at;
    }

    private void Remove(int from, int to)
    {
        from = Math.Max(0, from);
        to = Math.Min(Text.Length, to);
        if (to > from)
        {
            (Text, Cursor) = (Text.Remove(from, to - from), from);
        }
    }
}
