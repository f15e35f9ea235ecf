namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>When orders go to a FreqTrade bot.</summary>
internal static class Freqtrade
{
    /// <summary>Key of the bot's address.</summary>
    public const string UrlKey = "Execution:Freqtrade:Url";

    /// <summary>Key of the switch (<c>FREQTRADE_ENABLE_INTEGRATION</c>).</summary>
    public const string EnabledKey = "Execution:Freqtrade:Enabled";

    /// <summary>Whether a bot is configured and not switched off.</summary>
    public static bool IsChosen(IConfiguration configuration) =>
        configuration[UrlKey] is { Length: > 0 } && !string.Equals(configuration[EnabledKey], "false", StringComparison.OrdinalIgnoreCase);
}
