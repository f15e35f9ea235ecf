namespace SqueezeFlow.Core.Words;

/// <summary>Finds what a mistyped name was probably meant to be.</summary>
public static class NearestName
{
    // The work grows with the product of both lengths, and what is asked comes from anybody.
    private const int Longest = 256;

    /// <summary>
    /// The known name with the fewest letters to change, without regard to case; the first of equals. Null when no name is near: more than a third of
    /// its letters, and more than two, would have to change, or what is asked is longer than any name (256 characters).
    /// </summary>
    public static string? Of(string asked, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(known);
        if (asked.Length > Longest)
        {
            return null;
        }

        string? nearest = null;
        var least = Math.Max(2, asked.Length / 3) + 1;
        foreach (var name in known)
        {
            if (name.Length > Longest || Math.Abs(name.Length - asked.Length) >= least)
            {
                continue;
            }

            var distance = Distance(asked, name);
            if (distance < least)
            {
                (nearest, least) = (name, distance);
            }
        }

        return nearest;
    }

    /// <summary>Letters to insert, remove or replace until both are the same without regard to case (Levenshtein's distance).</summary>
    public static int Distance(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + same, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
