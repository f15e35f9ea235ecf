using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Notifications.Settings;

namespace SqueezeFlow.Notifications.Checks;

/// <summary>Names every wrong value at once. The token is never repeated.</summary>
internal sealed partial class TelegramChannelValidator : IValidateOptions<TelegramChannelOptions>
{
    public ValidateOptionsResult Validate(string? name, TelegramChannelOptions options)
    {
        string[] problems = [.. Problems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(TelegramChannelOptions options)
    {
        foreach (var problem in KindNames.ProblemsOf(options, TelegramChannelOptions.Section))
        {
            yield return problem;
        }

        if (!options.Enabled)
        {
            yield break;
        }

        if (!TokenForm().IsMatch(options.Token))
        {
            yield return $"{Key("Token")}: '{(options.Token.Length == 0 ? "" : "***")}' is no token of a bot: expected the one of BotFather (123456:ABC…), in SQUEEZEFLOW_NOTIFY_TELEGRAM_TOKEN or a file named by SQUEEZEFLOW_NOTIFY_TELEGRAM_TOKEN_FILE";
        }

        if (!ChatForm().IsMatch(options.ChatId))
        {
            yield return $"{Key("ChatId")}: '{options.ChatId}' is no chat: expected a number, e.g. -1001234567890, or @name of a public one";
        }

        if (options.BaseAddress is { } address && !(address.IsAbsoluteUri && address is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "" }))
        {
            yield return $"{Key("BaseAddress")}: '{Shown(address)}' is no address of a Bot API server: expected http://host:port, or nothing for Telegram's own";
        }
    }

    // Whoever writes a password into an address must not find it in a log.
    private static string Shown(Uri address) => address.OriginalString.Contains('@', StringComparison.Ordinal) ? "***" : address.OriginalString;

    private static string Key(string name) => $"{TelegramChannelOptions.Section}:{name}";

    [GeneratedRegex("^[0-9]{3,20}:[A-Za-z0-9_-]{20,200}$")]
    private static partial Regex TokenForm();

    [GeneratedRegex("^(-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,63})$")]
    private static partial Regex ChatForm();
}
