namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>Finds which markets the words of a venue mention.</summary>
internal static class NamesInWords
{
    /// <summary>
    /// The names that stand in the words for themselves, in any letter case: <c>BTC-USDT</c> is not mentioned by <c>BTC-USDT-SWAP</c>. When none
    /// does, the longest that occurs at all.
    /// </summary>
    public static IReadOnlyList<string> Find(string words, IReadOnlyCollection<string> names)
    {
        string[] mentioned = [.. names.Where(name => IsNamed(words, name))];
        return mentioned.Length > 0
            ? mentioned
            : names.Where(name => words.Contains(name, StringComparison.OrdinalIgnoreCase)).MaxBy(name => name.Length) is { } longest ? [longest] : [];
    }

    private static bool IsNamed(string words, string name)
    {
        for (var at = 0; name.Length > 0 && (at = words.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + name.Length;
            if ((at == 0 || !char.IsLetterOrDigit(words[at - 1])) && (end == words.Length || !IsOfName(words, end)))
            {
                return true;
            }
        }

        return false;
    }

    // A dash, underscore or slash belongs to the name when the name goes on behind it.
    private static bool IsOfName(string words, int at) =>
        char.IsLetterOrDigit(words[at]) ||
        (words[at] is '-' or '_' or '/' && at + 1 < words.Length && char.IsLetterOrDigit(words[at + 1]));
}
