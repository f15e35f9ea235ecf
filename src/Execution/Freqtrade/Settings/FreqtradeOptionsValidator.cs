using Microsoft.Extensions.Options;

namespace SqueezeFlow.Execution.Freqtrade.Settings;

/// <summary>Names every wrong value at once, with its key and what would be right.</summary>
internal sealed class FreqtradeOptionsValidator : IValidateOptions<FreqtradeOptions>
{
    public ValidateOptionsResult Validate(string? name, FreqtradeOptions options)
    {
        string[] problems = [.. Problems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(FreqtradeOptions options)
    {
        if (options.Url is { IsAbsoluteUri: true, UserInfo.Length: > 0 })
        {
            yield return $"{options.KeyOf("Url")}: expected http://host:port without user or password, found '***'; they belong into {options.KeyOf("Username")} and {options.KeyOf("Password")} or {options.KeyOf("PasswordFile")}.";
        }
        else if (options.Url is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return $"{options.KeyOf("Url")}: expected http://host:port, found '{Shown(options.Url)}'{OrSet(options, "FREQTRADE_API_URL")}.";
        }

        if (string.IsNullOrWhiteSpace(options.Username))
        {
            yield return $"{options.KeyOf("Username")}: expected the bot's API user, found nothing{OrSet(options, "FREQTRADE_API_USERNAME")}.";
        }

        foreach (var (setting, problem) in options.FileProblems)
        {
            yield return $"{options.KeyOf(setting)}: expected a readable file that holds the secret, found: {problem}";
        }

        if (options.Password.IsEmpty && !options.FileProblems.ContainsKey(nameof(options.PasswordFile)))
        {
            yield return $"{options.KeyOf("Password")}: expected the bot's API password, found nothing{OrSet(options, "FREQTRADE_API_PASSWORD or FREQTRADE_API_PASSWORD_FILE")}.";
        }

        foreach (var (key, span) in Spans(options))
        {
            if (span <= TimeSpan.Zero || span > TimeSpan.FromHours(1))
            {
                yield return $"{options.KeyOf(key)}: expected more than zero and at most an hour, found {span}.";
            }
        }

        if (options.ExitWatch < TimeSpan.Zero || options.ExitWatch > TimeSpan.FromMinutes(1))
        {
            yield return $"{options.KeyOf("ExitWatch")}: expected zero to a minute, found {options.ExitWatch}.";
        }

        if (options.ClosedLookback is < 1 or > 500)
        {
            yield return $"{options.KeyOf("ClosedLookback")}: expected 1 to 500, found {options.ClosedLookback}.";
        }

        if (options.FailuresBeforePause < 1)
        {
            yield return $"{options.KeyOf("FailuresBeforePause")}: expected at least 1, found {options.FailuresBeforePause}.";
        }
    }

    private static (string Key, TimeSpan Span)[] Spans(FreqtradeOptions options) =>
    [
        ("Timeout", options.Timeout),
        ("EntryTimeout", options.EntryTimeout),
        ("Pause", options.Pause),
        ("StaleAfter", options.StaleAfter),
    ];

    // What is no address of a server may hold a password all the same.
    private static string Shown(Uri? address) => address?.OriginalString is { } text && text.Contains('@', StringComparison.Ordinal) ? "***" : $"{address}";

    // The variables of the deployment are those of one bot: main's.
    private static string OrSet(FreqtradeOptions options, string variables) => options.AccountSection is null ? $" (or set {variables})" : "";
}
