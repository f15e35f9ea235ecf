using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Grains.Execution.Accounts;

namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>When orders go to a FreqTrade bot.</summary>
internal static class Freqtrade
{
    /// <summary>Key of the bot's address.</summary>
    public const string UrlKey = "Execution:Freqtrade:Url";

    /// <summary>Key of the switch (<c>FREQTRADE_ENABLE_INTEGRATION</c>).</summary>
    public const string EnabledKey = "Execution:Freqtrade:Enabled";

    /// <summary>Whether a bot is configured and not switched off.</summary>
    public static bool IsChosen(IConfiguration configuration) => IsChosen(configuration, AccountNames.Main);

    /// <summary>Whether a bot is configured for an account and not switched off.</summary>
    public static bool IsChosen(IConfiguration configuration, string account) =>
        configuration[UrlKeyOf(account)] is { Length: > 0 } && !(bool.TryParse(configuration[KeyOf(account, "Enabled")], out var isEnabled) && !isEnabled);

    /// <summary>Key of the address of an account's bot.</summary>
    public static string UrlKeyOf(string account) => KeyOf(account, "Url");

    private static string KeyOf(string account, string name) => $"{ExecutionAccounts.SectionOf(account)}:Freqtrade:{name}";
}
