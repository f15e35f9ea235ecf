using System.Text.RegularExpressions;

namespace SqueezeFlow.Execution.Freqtrade;

/// <summary>The reasons that are told apart, by a short stable part of their text. Any other is final.</summary>
internal static partial class BotReasons
{
    /// <summary>Stopped or reloading: it may run again soon.</summary>
    public static bool IsNotRunning(string reason) => reason.Contains("not running", StringComparison.OrdinalIgnoreCase);

    /// <summary>The trade that holds the pair; null when the reason is another.</summary>
    public static string? OpenTradeId(string reason)
    {
        var match = AlreadyOpen().Match(reason);
        return match.Success ? match.Groups[1].Value : null;
    }

    [GeneratedRegex(@"already open\b.*?\bid:\s*([0-9]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AlreadyOpen();
}
