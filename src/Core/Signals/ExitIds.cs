using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SqueezeFlow.Core.Signals;

/// <summary>
/// Ids of the strategy's exits: <c>sqz-{PAIR}-p{12 hexadecimal digits}-{bar close, ms}-C</c>. The digits stand for the position and the attempt: two positions of a coin
/// have two exits of one bar, and an exit that ended while its position stayed is followed by another, also within a bar that is still forming.
/// Before, an exit was named by its bar alone (<c>sqz-{PAIR}-{bar close, ms}-C</c>); such ids stay what they are, since nothing is read from an id.
/// </summary>
public static class ExitIds
{
    private const char Mark = 'p';
    private const int DigestBytes = 6;

    /// <summary>The id of an exit; the same for the same decision.</summary>
    /// <param name="pair">What is traded, e.g. <c>BTCUSDT</c>.</param>
    /// <param name="account">Name of the account that holds the position.</param>
    /// <param name="tag">Entry tag of the position.</param>
    /// <param name="attempt">Exits of the position that have ended before.</param>
    /// <param name="barCloseUnixMs">Close of the deciding bar, milliseconds since 1970 UTC.</param>
    public static string Of(string pair, string account, string tag, int attempt, long barCloseUnixMs)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{account}/{tag}/{attempt}");
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, DigestBytes));
        return Signal.IdOf($"{pair}-{Mark}{digest}", barCloseUnixMs, SignalAction.Close);
    }
}
