namespace SqueezeFlow.Grains.Routing;

/// <summary>How the copies of a feed that is read more than once are called.</summary>
internal static class FeedCopies
{
    /// <summary>What separates a feed's id from the number of its copy.</summary>
    public const char Separator = '+';

    /// <summary>Id of the feed of which this is a copy; its own when it is none.</summary>
    public static string OriginalOf(string feedId) => feedId.Split(Separator)[0];

    /// <summary>Whether a feed is a copy of another.</summary>
    public static bool IsCopy(string feedId) => feedId.Contains(Separator, StringComparison.Ordinal);
}
