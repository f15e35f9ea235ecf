using System.Globalization;

namespace SqueezeFlow.Interfaces.Feeds;

/// <summary>How the copies of a feed that is read more than once are called: <c>BINANCE/0+1</c> is the first copy of <c>BINANCE/0</c>.</summary>
public static class FeedCopies
{
    /// <summary>What separates a feed's id from the number of its copy.</summary>
    public const char Separator = '+';

    /// <summary>Id of the feed of which this is a copy; its own when it is none.</summary>
    public static string OriginalOf(string feedId) => feedId.Split(Separator)[0];

    /// <summary>Whether a feed is a copy of another.</summary>
    public static bool IsCopy(string feedId) => feedId.Contains(Separator, StringComparison.Ordinal);

    /// <summary>Number of a copy; 0 for the feed itself.</summary>
    public static int NumberOf(string feedId) =>
        int.TryParse(feedId.AsSpan(feedId.IndexOf(Separator) + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && IsCopy(feedId) ? number : 0;
}
