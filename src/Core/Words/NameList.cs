namespace SqueezeFlow.Core.Words;

/// <summary>Many names in one sentence.</summary>
public static class NameList
{
    private const int Named = 5;

    /// <summary>The first five, and how many more there are: <c>a, b, c, d, e and 2 more</c>.</summary>
    public static string Some(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(Named)) + (names.Count > Named ? $" and {names.Count - Named} more" : "");
}
