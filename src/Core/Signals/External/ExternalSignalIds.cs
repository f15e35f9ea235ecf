using System.Globalization;

namespace SqueezeFlow.Core.Signals.External;

/// <summary>
/// Ids of signals from outside: <c>sqz-{PAIR}-x{12 hexadecimal digits}-{time, ms}-{L|S|C}</c>. They are tags of ours like any other; the part that
/// stands for the sender's id keeps them apart from the strategy's, and from each other.
/// </summary>
public static class ExternalSignalIds
{
    private const char Mark = 'x';
    private const int DigestDigits = 12;

    /// <summary>The id of a signal.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="pair">What is traded, e.g. <c>BTCUSDT</c>.</param>
    /// <param name="atUnixMs">Market time of the signal, milliseconds since 1970 UTC.</param>
    public static string Of(ExternalSignal sent, string pair, long atUnixMs)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return Signal.IdOf($"{pair}-{Mark}{sent.Digest}", atUnixMs, sent.Action);
    }

    /// <summary>Whether an id, or the tag of a position, is that of a signal from outside.</summary>
    public static bool IsExternal(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Split('-') is [.., var mark, var time, "L" or "S" or "C"]
            && mark.Length == DigestDigits + 1 && mark[0] == Mark && mark[1..].All(char.IsAsciiHexDigitLower)
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }
}
