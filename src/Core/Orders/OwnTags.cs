using System.Globalization;

namespace SqueezeFlow.Core.Orders;

/// <summary>Tells positions of our signals from those of others: their tag is the id of an entry signal.</summary>
public static class OwnTags
{
    private const string Prefix = "sqz-";

    /// <summary>Whether a text is the id of a signal of ours, as the reason of an exit may be.</summary>
    public static bool IsSignal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Prefix, StringComparison.Ordinal);
    }

    /// <summary>Whether a tag is the id of an entry of ours: <c>sqz-BTCUSDT-1795368000000-L</c>, or <c>-S</c>.</summary>
    public static bool IsOurs(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        if (!tag.StartsWith(Prefix, StringComparison.Ordinal) || !(tag.EndsWith("-L", StringComparison.Ordinal) || tag.EndsWith("-S", StringComparison.Ordinal)))
        {
            return false;
        }

        var time = tag.LastIndexOf('-', tag.Length - 3);
        return time > Prefix.Length && long.TryParse(tag.AsSpan(time + 1, tag.Length - time - 3), NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }
}
