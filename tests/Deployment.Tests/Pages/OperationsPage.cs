using System.Text.RegularExpressions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests.Pages;

/// <summary>The page about operations, taken apart.</summary>
internal static partial class OperationsPage
{
    public static string Text { get; } = Checkout.Read("docs", "operations.md");

    /// <summary>What stands in marks of code, within lines and in blocks; a block gives its lines.</summary>
    public static IReadOnlyList<string> Code { get; } =
    [
        .. Block().Matches(Text).SelectMany(block => block.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        .. Inline().Matches(Block().Replace(Text, "")).Select(code => code.Groups["code"].Value),
    ];

    /// <summary>Words of the program that people search for: what is in marks below the heading of the failures and is neither a command nor a name.</summary>
    public static IReadOnlyList<string> Messages { get; } =
    [
        .. Inline().Matches(Text[Text.IndexOf("\n## When something is wrong", StringComparison.Ordinal)..Text.IndexOf("\n## Not run", StringComparison.Ordinal)])
            .Select(code => code.Groups["code"].Value)
            .Where(code => code.Contains(' ') && !Command().IsMatch(code)),
    ];

    [GeneratedRegex(@"^```[^\n]*\n(?<lines>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex("^(squeezeflow|SqueezeFlow|docker|CONFIG SET|ALTER|SET PASSWORD|timedatectl|chown|influxd|bot …)")]
    private static partial Regex Command();
}
