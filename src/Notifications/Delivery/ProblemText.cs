namespace SqueezeFlow.Notifications.Delivery;

/// <summary>What a receiver or a library has said, fit for a log: its beginning on one line.</summary>
internal static class ProblemText
{
    private const int MostCharacters = 200;

    /// <summary>The beginning of a text; secrets are hidden before, since half of one would not be found any more.</summary>
    public static string Of(string text)
    {
        var line = string.Concat(text.Select(static sign => char.IsControl(sign) ? ' ' : sign)).Trim();
        return line.Length <= MostCharacters ? line : line[..MostCharacters];
    }
}
