using System.Diagnostics.CodeAnalysis;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>
/// What the columns of bars are called in files of others: <c>time_s=open_time,vbuy=taker_buy_quote,vsell=quote_volume-taker_buy_quote</c>.
/// The last form is one column less another, which is how venues tell the sells.
/// </summary>
internal sealed class ColumnNames
{
    private const string Form = "give OURS=THEIRS, comma separated, e.g. --columns time_s=open_time,vbuy=taker_buy_quote,vsell=quote_volume-taker_buy_quote";

    private readonly Dictionary<string, string> _theirs;

    private ColumnNames(Dictionary<string, string> theirs) => _theirs = theirs;

    /// <summary>Nothing is called otherwise.</summary>
    public static ColumnNames Own { get; } = new([]);

    /// <summary>Whether nothing is called otherwise.</summary>
    public bool IsOwn => _theirs.Count == 0;

    /// <summary>Reads the text of <c>--columns</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="names">The names.</param>
    /// <param name="fault">What is wrong with it, in words that follow it; null when nothing is.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out ColumnNames? names, [NotNullWhen(false)] out string? fault)
    {
        (names, fault) = (null, null);
        var theirs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides.Length < 2 || sides[0].Length == 0 || sides[1].Length == 0)
            {
                fault = $"has '{part}', which is no pair of names: {Form}";
                return false;
            }

            if (!BarFile.Names.Contains(sides[0], StringComparer.OrdinalIgnoreCase))
            {
                fault = $"names '{sides[0]}', which is none of {string.Join(", ", BarFile.Names)}: {Form}";
                return false;
            }

            if (!theirs.TryAdd(sides[0], sides[1]))
            {
                fault = $"names {sides[0]} twice: give each once";
                return false;
            }
        }

        names = new(theirs);
        return true;
    }

    /// <summary>What a column is called in the file.</summary>
    public string Of(string name) => _theirs.GetValueOrDefault(name, name);
}
